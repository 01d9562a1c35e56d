// SPDX-License-Identifier: Apache-2.0

/// How long a record waits after a failed attempt: twice as long each time, up to a quarter of an hour,
/// and a little less by chance, so that stations do not come back all at once after an outage.
public struct RetrySchedule: Sendable, Hashable {
  /// Wait after the first failure, in seconds; a link that was lost for a moment is back by then.
  public var first = 5
  /// Longest wait, in seconds: nobody looks at a screen longer.
  public var longest = 15 * 60
  /// After so many refusals for good a record is set aside.
  public var refusals = 3

  /// The defaults.
  public init() {}

  /// Seconds to wait after `attempts` (1 and more) failed attempts; `chance` is 0..<1 and takes up to half
  /// of it away.
  public func wait(after attempts: Int, chance: Double) -> Int {
    let doublings = min(max(attempts, 1) - 1, 20)
    let whole = min(first << doublings, longest)
    return max(1, whole - Int(Double(whole) * 0.5 * min(max(chance, 0), 1)))
  }
}
