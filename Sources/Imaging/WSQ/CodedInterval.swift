// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Huffman-coded bits between two markers, without the zero that follows each FF in a file.
struct CodedInterval {
  /// Bits of the interval, and 8 bytes of ones beyond them, so that they can be looked at in words.
  private(set) var bytes: [UInt8] = []
  /// Bytes that it has in the file.
  let length: Int

  private static let padding = 8

  /// Takes the rest of a file, up to the next marker or to the end where there is none.
  init(startOf rest: ArraySlice<UInt8>) {
    var position = rest.startIndex
    while position < rest.endIndex {
      let stop = rest[position...].firstStop() ?? rest.endIndex
      bytes += rest[position..<stop]
      position = stop
      guard stop + 1 < rest.endIndex, rest[stop + 1] == 0 else { break }
      bytes.append(0xFF)
      position += 2
    }
    length = position - rest.startIndex
    bytes += repeatElement(0xFF, count: Self.padding)
  }

  /// Bits of the interval.
  var bitCount: Int { (bytes.count - Self.padding) * 8 }
}

extension CodedInterval {
  /// Coded bytes as a file has them, with a zero behind each FF.
  static func stuffed(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 64)
    var rest = bytes[...]
    while let stop = rest.firstStop() {
      result += rest[...stop]
      result.append(0)
      rest = rest[(stop + 1)...]
    }
    return result + rest
  }
}

extension ArraySlice<UInt8> {
  /// The next byte FF.
  fileprivate func firstStop() -> Index? {
    withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let found = memchr(base, 0xFF, bytes.count) else {
        return nil
      }
      return startIndex + (UnsafeRawPointer(found) - base)
    }
  }
}
