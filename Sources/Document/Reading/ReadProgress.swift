// SPDX-License-Identifier: Apache-2.0

/// How far a reading is; holds no personal data.
public struct ReadProgress: Sendable, Hashable {
  /// What is going on.
  public enum Step: Sendable, Hashable {
    /// Finding out what the chip can do, and opening it.
    case opening
    /// Reading a file: bytes there, bytes in all, both 0 before the size is known.
    case reading(DocumentFile, read: Int, of: Int)
    /// Letting the chip prove itself.
    case authenticating
    /// The link was lost; opening the chip again.
    case reopening
    /// Checking hashes and signatures.
    case checking
  }

  /// What is going on.
  public let step: Step
  /// Files done.
  public let filesDone: Int
  /// Files in all, as far as known.
  public let filesInAll: Int
}
