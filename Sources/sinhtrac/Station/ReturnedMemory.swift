// SPDX-License-Identifier: Apache-2.0

import CMalloc

/// Memory that goes back to the system as soon as it is free, for programs that run all day.
///
/// glibc gives every thread an arena of its own, and raises by itself the size from which a block is mapped
/// alone, up to 32 MiB (mallopt(3), `M_MMAP_THRESHOLD`). Pictures then lie in the arenas, and each arena keeps
/// the most that was ever in it: after its first applicant a station had 142 MB in arenas, 72 MB of it free,
/// and after hundreds of them an arena of 35 MB more, free to the last 0.1 MB, as soon as one more thread came
/// to its first slap (malloc_info(3)). A limit that is set stays.
enum ReturnedMemory {
  /// Blocks of so many bytes are mapped alone and unmapped when they are free: a slap in any form (2 MB and
  /// more), not a finger (0.15 MB). An eighth as much saves 9 MB of 147 and costs a tenth of the CPU
  /// time of a session.
  private static let alone: Int32 = 1 << 20
  /// Free bytes that an arena keeps at its end, so that it does not grow and shrink with each finger.
  private static let kept: Int32 = 4 << 20

  /// Sets both for the whole program; where the C library does not take them, it only needs more memory.
  static func prepare() {
    _ = mallopt(M_MMAP_THRESHOLD, alone)
    _ = mallopt(M_TRIM_THRESHOLD, kept)
  }
}
