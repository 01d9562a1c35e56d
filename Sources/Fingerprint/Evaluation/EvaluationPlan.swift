// SPDX-License-Identifier: Apache-2.0

/// Which impressions of a folder are compared with which: the protocol of the FVC competitions,
/// with every impostor pair in place of a sample of them.
public struct EvaluationPlan: Sendable, Hashable {
  /// One impression: a file named `FINGER_IMPRESSION`.
  public struct Impression: Sendable, Hashable, Comparable {
    /// The finger's number.
    public let finger: Int
    /// The impression's number.
    public let number: Int
    /// File name with its ending.
    public let name: String

    /// Takes a file name; nil when it does not start with two numbers and an underscore between.
    public init?(fileName: String) {
      let stem = fileName.prefix { $0 != "." }
      let parts = stem.split(separator: "_", omittingEmptySubsequences: false)
      guard parts.count == 2, let finger = Int(parts[0]), let number = Int(parts[1]), finger >= 0,
        number >= 0
      else { return nil }
      self.finger = finger
      self.number = number
      name = fileName
    }

    /// Orders by finger, then impression.
    public static func < (a: Impression, b: Impression) -> Bool {
      (a.finger, a.number, a.name) < (b.finger, b.number, b.name)
    }
  }

  /// A comparison to make: places in `impressions`.
  public struct Pair: Sendable, Hashable {
    /// Place of the earlier impression.
    public let first: Int
    /// Place of the later impression.
    public let second: Int
    /// Whether both are of one finger.
    public let isGenuine: Bool
  }

  /// In the order of finger and impression.
  public let impressions: [Impression]

  /// Takes the names in a folder; others than `FINGER_IMPRESSION` are left out.
  public init(fileNames: [String]) {
    impressions = fileNames.compactMap(Impression.init(fileName:)).sorted()
  }

  /// Genuine: all i < j of a finger. Impostor: every impression with every one of every later
  /// finger.
  public var pairs: [Pair] {
    impressions.indices.flatMap { i in
      impressions.indices.dropFirst(i + 1).map { j in
        Pair(
          first: i, second: j, isGenuine: impressions[i].finger == impressions[j].finger)
      }
    }
  }
}
