// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// The formats a minutiae template is written in; raw values are the names on the command line.
public enum TemplateFormat: String, Sendable, Hashable, CaseIterable {
  /// Our own readable form, the only one without loss.
  case json
  /// Text of NBIS `mindtct`, for `bozorth3`; written only, as it lacks size and resolution.
  case xyt
  /// ISO/IEC 19794-2:2005 record format.
  case iso2005
  /// ISO/IEC 19794-2:2011 record format.
  case iso2011
  /// ANSI INCITS 378-2004.
  case ansi378

  /// Usual ending of the file name, without a dot.
  public var fileExtension: String { rawValue }

  /// The format's own name, for messages and help.
  public var standard: String {
    switch self {
    case .json: "Sinhtrac template JSON"
    case .xyt: "NBIS xyt"
    case .iso2005: "ISO/IEC 19794-2:2005"
    case .iso2011: "ISO/IEC 19794-2:2011"
    case .ansi378: "INCITS 378-2004"
    }
  }

  /// Whether these bytes start like a template of this program's formats, and of which.
  ///
  /// Only the first bytes are looked at. The editions " 20" of ISO and INCITS share their magic
  /// number and are told apart by the length field: four bytes in ISO; in INCITS two, or two zeros
  /// and four bytes when the record exceeds 65535 bytes.
  public static func detect(_ bytes: [UInt8]) -> TemplateFormat? {
    if bytes.starts(with: FMR30.magic) { return .iso2011 }
    if bytes.first(where: { !Array(" \t\r\n".utf8).contains($0) }) == UInt8(ascii: "{") {
      return .json
    }
    guard bytes.starts(with: FMR20.magic), bytes.count >= 12 else { return nil }
    let (high, low) = (
      Int(bytes[8]) << 8 | Int(bytes[9]), Int(bytes[10]) << 8 | Int(bytes[11])
    )
    if high == 0 { return low >= FMR20.iso2005.headerBytes ? .iso2005 : .ansi378 }
    return high >= FMR20.ansi378.headerBytes ? .ansi378 : .iso2005
  }
}

extension MinutiaeTemplate {
  /// The template in this format; the same template always gives the same bytes.
  ///
  /// Takes the edition's own units: coordinates to the nearest pixel, angles to 360/256 degrees
  /// (ISO) or 2 degrees (INCITS), resolution to the nearest pixel per centimetre. `rounded(to:)`
  /// says what is left after that.
  ///
  /// Throws `not-in-format`: ISO records need at least 99 pixels per centimetre, the 2011 edition
  /// at least one minutia.
  public func encoded(as format: TemplateFormat) throws(TemplateError) -> [UInt8] {
    switch format {
    case .json: templateJSON(self)
    case .xyt: xyt(self)
    default: try MinutiaeRecord(views: [MinutiaeView(self)]).encoded(as: format)
    }
  }

  /// Reads a template of any format but xyt; of a record with several views, the first.
  ///
  /// Throws `unknown-template-format`, `malformed-template`, `no-view`.
  public init(decoding bytes: [UInt8]) throws(TemplateError) {
    if TemplateFormat.detect(bytes) == .json {
      self = try decodeTemplateJSON(bytes)
    } else {
      guard let first = try MinutiaeRecord(decoding: bytes).views.first else {
        throw TemplateError.noView
      }
      self = first.template
    }
  }
}

extension MinutiaeRecord {
  /// The record in one of the binary formats; the others, made for one template, are refused.
  ///
  /// Throws `not-in-format` as `MinutiaeTemplate.encoded(as:)` does, and when the views differ in
  /// what the editions before 2011 say once for all of them (image size, resolution, device).
  public func encoded(as format: TemplateFormat) throws(TemplateError) -> [UInt8] {
    switch format {
    case .iso2005: try FMR20.iso2005.encode(self)
    case .ansi378: try FMR20.ansi378.encode(self)
    case .iso2011: try FMR30.encode(self)
    case .json, .xyt: throw .notInFormat("it holds one template, not a record", format)
    }
  }

  /// Reads a record of any of the binary formats, found by its first bytes.
  ///
  /// Throws `unknown-template-format`, `malformed-template`, `template-too-large`.
  public init(decoding bytes: [UInt8]) throws(TemplateError) {
    guard bytes.count <= Self.maximumBytes else { throw .tooLarge }
    switch TemplateFormat.detect(bytes) {
    case .iso2005: self = try FMR20.iso2005.decode(bytes)
    case .ansi378: self = try FMR20.ansi378.decode(bytes)
    case .iso2011: self = try FMR30.decode(bytes)
    case .json, .xyt, nil: throw .unknownFormat
    }
  }
}
