// SPDX-License-Identifier: Apache-2.0

public import Biometrics

extension MinutiaeTemplate {
  /// What is left of the template once it is written in this format and read back.
  ///
  /// JSON keeps everything. xyt keeps whole pixels and degrees. The binary formats keep whole
  /// pixels, angle units, whole pixels per centimetre, the codes their tables have (see below),
  /// and no quality 0 before 2011, where "not computed" has no code of its own.
  ///
  /// - finger position: the single finger shown (a plain thumb is a thumb); slaps are unknown.
  /// - impression, before 2011: latent becomes non-live plain, contactless becomes live plain
  ///   (INCITS 378 has it), other and unknown become live plain, as they have no code.
  public func rounded(to format: TemplateFormat) -> MinutiaeTemplate {
    guard let units = format.anglesPerTurn else { return self }
    let isBinary = format != .xyt
    let minutiae = minutiae.map { minutia in
      let (x, y) = minutia.pixel(in: self)
      return Minutia(
        x: Float(x), y: Float(y),
        angle: Float(minutia.angle(inUnitsOf: units)) * 360 / Float(units),
        kind: minutia.kind, quality: minutia.quality)
    }
    let resolution =
      isBinary
      ? Resolution(pixelsPerCentimetre: Double(resolution.wholePixelsPerCentimetre)) : nil
    return MinutiaeTemplate(
      width: width, height: height, resolution: resolution ?? self.resolution,
      position: isBinary ? position.singleFinger : position,
      impression: impression.expressible(in: format),
      quality: quality == 0 && format.lacksUnreportedQuality ? nil : quality, minutiae: minutiae)
      ?? self
  }
}

extension TemplateFormat {
  /// Angle units in a full turn; nil where angles are not rounded.
  fileprivate var anglesPerTurn: Int? {
    switch self {
    case .json: nil
    case .xyt: 360
    case .iso2005: MinutiaLayout.iso2005.unitsPerTurn
    case .iso2011: MinutiaLayout.iso2011.unitsPerTurn
    case .ansi378: MinutiaLayout.ansi378.unitsPerTurn
    }
  }

  fileprivate var lacksUnreportedQuality: Bool { self == .iso2005 || self == .ansi378 }
}

extension Resolution {
  /// The record formats' unit: 197 at 500 ppi. Capped so that it always reads back as a resolution.
  var wholePixelsPerCentimetre: UInt16 { UInt16(min(pixelsPerCentimetre.rounded(), 1968)) }
}

extension FingerPosition {
  /// The one finger shown, or unknown: finger minutiae records know the codes 0 to 10 only.
  var singleFinger: FingerPosition { fingers.count == 1 ? fingers[0] : .unknown }
}

extension ImpressionType {
  /// Code of live-scan contactless in INCITS 378-2004; from 2011 on it is 24.
  private static let contactless378: UInt8 = 9

  /// The impression that the format's table has for this one.
  func expressible(in format: TemplateFormat) -> ImpressionType {
    guard format == .iso2005 || format == .ansi378 else { return self }
    return switch self {
    case .latent: .nonLiveScanPlain
    case .liveScanContactless: format == .ansi378 ? self : .liveScanPlain
    case .other, .unknown: .liveScanPlain
    default: self
    }
  }

  /// The code that the format has for this impression.
  func code(in format: TemplateFormat) -> UInt8 {
    let impression = expressible(in: format)
    return format == .ansi378 && impression == .liveScanContactless
      ? Self.contactless378 : impression.rawValue
  }

  /// Reads a code; those that this program does not tell apart become latent or unknown.
  init(code: UInt8, in format: TemplateFormat) {
    switch code {
    case Self.contactless378 where format != .iso2011: self = .liveScanContactless
    case 4...7: self = .latent
    default: self = ImpressionType(rawValue: code) ?? .unknown
    }
  }
}
