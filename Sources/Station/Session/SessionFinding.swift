// SPDX-License-Identifier: Apache-2.0

/// Something that an officer should look at, in both languages; never holds personal data.
public struct SessionFinding: Sendable, Hashable, Codable {
  /// Stable word for scripts, such as `finger-repeated`.
  public let code: String
  /// What it is about: the name of a finger, slap, eye, field or step; empty for the whole session.
  public let part: String
  /// What was found and what to do.
  public let vietnamese: String
  /// What was found and what to do.
  public let english: String
  /// Whether a submission waits for it.
  public let blocks: Bool

  init(
    _ code: String, part: String = "", blocks: Bool = true, vietnamese: String, english: String
  ) {
    (self.code, self.part, self.blocks) = (code, part, blocks)
    (self.vietnamese, self.english) = (vietnamese, english)
  }
}

/// One of the four words "đúng, đủ, sạch, sống", as named checks.
public struct CheckGroup: Sendable, Hashable, Codable {
  /// The four words.
  public enum Word: String, Sendable, Hashable, CaseIterable, Codable {
    /// đúng: right. Sources agree, numbers fit, prints are of the fingers that they are said to be.
    case right = "dung"
    /// đủ: complete. Everything that age, kind and profile ask for is there.
    case complete = "du"
    /// sạch: clean. No duplicates, valid codes, Unicode NFC.
    case clean = "sach"
    /// sống: alive. Source, time and officer of every value, and it is of today.
    case alive = "song"
  }

  /// Which word.
  public let word: Word
  /// The checks, in a fixed order.
  public let checks: [Check]

  /// Whether every check holds.
  public var isGood: Bool { checks.allSatisfy(\.isGood) }

  /// One named check.
  public struct Check: Sendable, Hashable, Codable {
    /// Stable word, such as `sources-agree`.
    public let name: String
    /// Whether it holds.
    public let isGood: Bool
    /// What speaks against it.
    public let findings: [SessionFinding]
    /// Name for a screen.
    public let vietnamese: String
    /// Name for a screen.
    public let english: String
  }
}
