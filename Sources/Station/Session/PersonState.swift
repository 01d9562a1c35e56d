// SPDX-License-Identifier: Apache-2.0

/// Where a value comes from; in the order in which it is preferred.
public enum ValueSource: String, Sendable, Hashable, CaseIterable, Codable {
  /// The card's chip.
  case chip
  /// The card's QR code.
  case qr
  /// An officer.
  case typed
  /// The machine-readable zone: no marks, two digits of years.
  case mrz
}

/// One value, with its source, time and officer: what "sống" asks for.
public struct SourcedValue: Sendable, Hashable, Codable {
  /// In Unicode NFC; dates as `YYYY-MM-DD`.
  public let value: String
  /// Where it comes from.
  public let source: ValueSource
  /// When it was read or typed, RFC 3339 in UTC.
  public let at: String
  /// Who read or typed it.
  public let officer: String
}

/// One field of the person: the value that counts, and what every source says.
public struct FieldState: Sendable, Hashable, Codable {
  /// Which field.
  public let field: PersonField
  /// What counts: by preference, or as an officer decided.
  public internal(set) var chosen: SourcedValue
  /// What each source says, the chosen one among them, in the order of preference.
  public internal(set) var sources: [SourcedValue]
  /// Whether sources differ and nobody has decided yet. A submission needs every conflict resolved.
  public internal(set) var isConflict: Bool
  /// Who decided between sources that differ; nil where nobody had to.
  public internal(set) var decidedBy: String?
}

/// What a chip said about itself; a doubtful chip's values come last.
public struct CardState: Sendable, Hashable, Codable {
  /// `good`, `doubtful` (an answer speaks against it) or `not-checked`.
  public let verdict: String
  /// Codes of what is not good: question and reason, such as `issuer: no-anchors`.
  public let reasons: [String]
  /// When it was read, RFC 3339.
  public let at: String
  /// Who read it.
  public let officer: String
  /// Whether the chip gave a face picture (`picture(.chipFace)`).
  public let hasFace: Bool
}

/// Who acts for an applicant under 14 (articles 19 and 23) or without legal capacity.
public struct RepresentativeState: Sendable, Hashable, Codable {
  /// All parts in Vietnamese order.
  public let fullName: String
  /// 12 digits; nil when not known.
  public let personalNumber: String?
  /// Relation to the applicant in the office's words, such as `mother`.
  public let relation: String
  /// Whether the representative consents to the taking of biometric data.
  public let consents: Bool
  /// When it was recorded, RFC 3339.
  public let at: String
  /// Who recorded it.
  public let officer: String
}
