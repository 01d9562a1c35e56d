// SPDX-License-Identifier: Apache-2.0

import Glibc
import USB

/// A buffer that the kernel fills, mapped until the last reference is dropped.
@safe final class MappedBuffer: @unchecked Sendable {
  private let memory: UnsafeMutableRawBufferPointer

  /// Maps bytes of an open node.
  init(of file: CInt, at offset: UInt32, count: UInt32, doing: String) throws(USBError) {
    let start = unsafe mmap(nil, Int(count), PROT_READ, MAP_SHARED, file, off_t(offset))
    guard let start = unsafe start, unsafe start != MAP_FAILED else {
      throw USBError(system: errno, doing: doing)
    }
    unsafe memory = UnsafeMutableRawBufferPointer(start: start, count: Int(count))
  }

  deinit { unsafe munmap(memory.baseAddress, memory.count) }

  var count: Int { unsafe memory.count }

  /// A copy of the first bytes, at most all of them.
  func bytes(_ count: Int) -> [UInt8] {
    unsafe [UInt8](memory.prefix(max(count, 0)))
  }
}
