// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Foundation

/// The biometric part of a record as the CBEFF XML of a MOSIP packet: one `BIR` for each single finger, eye
/// and face (ISO/IEC 19785-3 as OASIS BIAS 2.0 writes it in XML, with MOSIP's `others` behind).
///
/// What a registered MOSIP device would sign (`SB`, the payload) is not there: no device of this station is
/// registered with MOSIP. Slaps are no items of a packet; their fingers are, cut out by whom `init` is given.
public struct CBEFFDocument: Sendable {
  private let records: [CBEFFRecord]

  /// Takes a record. `cut` gives the image of one finger of a slap, from the slap's file and the finger's box;
  /// a finger that was captured by itself is taken as it is.
  ///
  /// Throws `RecordError`, `FingerImageError`, and what `cut` throws.
  public init(
    _ record: ExportedRecord,
    cutting cut: ([UInt8], Resolution, Manifest.Segment) throws -> EncodedImage
  ) throws {
    let items = record.manifest.biometricData
    let single = Set(items.filter { $0.imageRef != nil }.compactMap(\.finger))
    records = try items.flatMap { item -> [CBEFFRecord] in
      guard let image = record.image(of: item) else {
        return (item.missing ?? []).map { CBEFFRecord(missing: $0, record) }
      }
      guard let position = item.finger, !position.isSingleFinger else {
        return try CBEFFRecord(item, image: image, record).map { [$0] } ?? []
      }
      let open = (item.segments ?? []).filter { segment in
        !single.contains { $0.osiaName == segment.biometricSubType }
      }
      let absent = (item.missing ?? []).filter { missing in
        !items.contains { $0.imageRef == nil && $0.biometricSubType == missing.biometricSubType }
      }
      return try open.map { segment in
        let image = try cut(image, item.sampling, segment)
        return try CBEFFRecord(segment, of: item, image: image, record)
      } + absent.map { CBEFFRecord(missing: $0, record) }
    }
  }

  /// The XML file.
  public func encoded() -> [UInt8] {
    var xml = XMLText()
    xml.line("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>")
    xml.open("BIR", "xmlns=\"http://standards.iso.org/iso-iec/19785/-3/ed-2/\"")
    xml.element("BIRInfo") { $0.element("Integrity", "false") }
    for record in records { record.write(to: &xml) }
    xml.close("BIR")
    return Array(xml.text.utf8)
  }
}

/// XML in lines, indented by two blanks.
struct XMLText {
  private(set) var text = ""
  private var depth = 0

  mutating func line(_ line: String) {
    text += String(repeating: "  ", count: depth) + line + "\n"
  }

  mutating func open(_ name: String, _ attributes: String = "") {
    line("<\(name)\(attributes.isEmpty ? "" : " " + attributes)>")
    depth += 1
  }

  mutating func close(_ name: String) {
    depth -= 1
    line("</\(name)>")
  }

  mutating func element(_ name: String, _ inside: (inout XMLText) -> Void) {
    open(name)
    inside(&self)
    close(name)
  }

  mutating func element(_ name: String, _ content: String, key: String? = nil) {
    let attribute = key.map { " key=\"\($0)\"" } ?? ""
    line("<\(name)\(attribute)>\(Self.escaped(content))</\(name)>")
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
