// SPDX-License-Identifier: Apache-2.0

import Glibc
public import Records

/// The three clocks of a station: one that people set, one that only runs on, and which start of the
/// machine it is.
public struct StationClock: Sendable {
  /// One look at the clocks.
  public struct Reading: Sendable, Hashable {
    /// What people call the time; the nearest time allowed when the clock is far off.
    public let wall: UTCTime
    /// Seconds since the machine was started, sleep included; nobody can set it.
    public let monotonic: Int
    /// Changes with every start of the machine: a UUID's text, empty where the system has none.
    public let boot: String

    /// Takes the three.
    public init(wall: UTCTime, monotonic: Int, boot: String) {
      (self.wall, self.monotonic, self.boot) = (wall, monotonic, boot)
    }
  }

  private let reading: @Sendable () -> Reading

  /// Takes what looks at the clocks; tests give their own.
  public init(_ reading: @escaping @Sendable () -> Reading) { self.reading = reading }

  /// The clocks now.
  public var now: Reading { reading() }

  /// The machine's own clocks.
  public static let system = StationClock {
    var since = timespec()
    clock_gettime(CLOCK_BOOTTIME, &since)
    return Reading(wall: UTCTime(clamping: time(nil)), monotonic: since.tv_sec, boot: bootID)
  }

  /// The kernel's own file says that it has no length, so it is read as far as a UUID goes.
  private static let bootID: String = {
    let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 36)
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    return count == 36 ? String(decoding: bytes, as: UTF8.self) : ""
  }()
}
