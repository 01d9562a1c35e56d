// SPDX-License-Identifier: Apache-2.0

/// What may be chosen about readers; the defaults suit everybody but tests.
public struct CardReaderSettings: Sendable {
  /// Multiplies every time limit and pause: 1 for real readers, less for simulated ones, which need
  /// not be waited for.
  public let patience: Double

  /// Takes all of them.
  public init(patience: Double = 1) { self.patience = min(max(patience, 0.001), 1000) }

  /// A time limit or pause in milliseconds, as long as the settings want it.
  func milliseconds(_ count: Int) -> Duration { .milliseconds(Double(count) * patience) }
}
