// SPDX-License-Identifier: Apache-2.0

public import Document

/// What a session takes from a card's chip.
public struct CardReading: Sendable, Hashable, Codable {
  /// The values of DG13 or of whatever the chip has, as `HolderValues` puts them.
  public let chip: [PersonField: String]
  /// The values of the machine-readable zone.
  public let zone: [PersonField: String]
  /// `good`, `doubtful` or `not-checked`.
  public let verdict: String
  /// Question and reason of what is not good, such as `issuer: no-anchors`.
  public let reasons: [String]
  /// The face picture of the chip, JPEG or JPEG 2000; nil where there is none.
  public let face: PictureFile?

  /// Takes what the document reader gave.
  public init(_ reading: DocumentReading) {
    let contents = DocumentContents(reading)
    chip = Self.fields(contents.chipValues)
    zone = Self.fields(contents.zone.map { HolderValues($0) })
    let authenticity = reading.authenticity
    verdict = authenticity.isGood ? "good" : authenticity.isBad ? "doubtful" : "not-checked"
    let questions: [(String, Verdict)] = [
      ("hashes", authenticity.hashes), ("signature", authenticity.signature),
      ("issuer", authenticity.issuer), ("chip", authenticity.chip),
    ]
    reasons = questions.compactMap { name, verdict in
      verdict.reason.map { "\(name): \($0.rawValue)" }
    }
    face = contents.faces.first.map { PictureFile($0.bytes) }
  }

  private static func fields(_ values: HolderValues?) -> [PersonField: String] {
    (values?.values ?? [:]).reduce(into: [:]) { fields, entry in
      if let field = PersonField(entry.key) { fields[field] = entry.value }
    }
  }
}
