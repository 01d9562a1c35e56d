// SPDX-License-Identifier: Apache-2.0

/// How good a capture must be, and how often it is tried.
public struct CaptureLimit: Sendable, Hashable, Codable {
  /// Score, 0...100, from which a capture is accepted at once. Higher takes applicants' time, lower
  /// makes later comparisons fail.
  public var accept: UInt8
  /// Below this score, 0...100, the best of all attempts needs a supervisor; between the two an
  /// officer's reason is enough. Both are counted.
  public var supervise: UInt8
  /// Attempts, 1...10, of which the best is kept.
  public var attempts: Int

  /// Takes scores and attempts.
  public init(accept: UInt8, supervise: UInt8, attempts: Int = 3) {
    (self.accept, self.supervise, self.attempts) = (accept, supervise, attempts)
  }

  /// Whether the values are in their ranges.
  var isSound: Bool {
    accept <= 100 && supervise <= accept && (1...10).contains(attempts)
  }
}
