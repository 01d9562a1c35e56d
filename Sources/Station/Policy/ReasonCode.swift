// SPDX-License-Identifier: Apache-2.0

/// One entry of an office's list of reasons or grounds.
public struct ReasonCode: Sendable, Hashable, Codable {
  /// Stable word for records and reports: letters, digits and hyphens.
  public let code: String
  /// For people, in Vietnamese.
  public let vietnamese: String
  /// For people, in English.
  public let english: String
  /// Whether a note must be given with it.
  public let needsNote: Bool

  /// Takes all parts.
  public init(_ code: String, vietnamese: String, english: String, needsNote: Bool = false) {
    (self.code, self.vietnamese, self.english) = (code, vietnamese, english)
    self.needsNote = needsNote
  }

  /// Reads an entry; without `needsNote` none is needed.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    code = try container.decode(String.self, forKey: .code)
    vietnamese = try container.decode(String.self, forKey: .vietnamese)
    english = try container.decode(String.self, forKey: .english)
    needsNote = try container.decodeIfPresent(Bool.self, forKey: .needsNote) ?? false
  }
}
