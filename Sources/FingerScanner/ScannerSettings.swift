// SPDX-License-Identifier: Apache-2.0

/// What may be chosen about scanners; the defaults suit everybody but tests.
public struct ScannerSettings: Sendable {
  /// Gives the host's half of a picture key. Tests and replays set it, so that a recorded conversation
  /// goes the same way again.
  public let hostSeed: @Sendable () -> UInt32
  /// Multiplies every time limit and pause of the drivers: 1 for real devices, less for simulated ones,
  /// which need not be waited for.
  public let patience: Double
  /// The clock on which limits and pauses pass.
  public let clock: any Clock<Duration>
  /// How often a capture is tried when the scanner does not follow its protocol.
  public let attempts: Int

  /// Takes all of them.
  public init(
    hostSeed: @escaping @Sendable () -> UInt32 = { .random(in: .min ... .max) },
    patience: Double = 1, attempts: Int = 3, clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.hostSeed = hostSeed
    self.patience = min(max(patience, 0.001), 1000)
    self.attempts = max(attempts, 1)
    self.clock = clock
  }

  /// A time limit or pause of a driver in milliseconds, as long as the settings want it.
  func milliseconds(_ count: Int) -> Duration { .milliseconds(Double(count) * patience) }

  /// A pause of a driver.
  func pause(milliseconds count: Int) async throws {
    try await clock.sleep(for: milliseconds(count))
  }
}
