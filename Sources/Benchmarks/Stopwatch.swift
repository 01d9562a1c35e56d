// SPDX-License-Identifier: Apache-2.0

import Glibc

/// CPU time of the calling thread: other programs on the machine do not count.
struct Stopwatch {
  private let start = Self.now()

  /// Nanoseconds of CPU time since the watch was made, on the same thread.
  var nanoseconds: UInt64 { Self.now() &- start }

  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}
