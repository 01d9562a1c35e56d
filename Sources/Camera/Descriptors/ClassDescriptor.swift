// SPDX-License-Identifier: Apache-2.0

import Bytes

/// One class descriptor of a video interface; numbers are little-endian, and no length is believed.
struct ClassDescriptor {
  /// Most class descriptors of one interface; the richest cameras have about 150.
  static let most = 1024

  /// All of it, from `bLength`.
  let bytes: ArraySlice<UInt8>

  /// Cuts the bytes between an interface and its endpoints into class descriptors; those of other
  /// kinds are passed over.
  ///
  /// Throws where a length is too small, or runs over the end.
  static func all(in extra: [UInt8]) throws(MalformedData) -> [ClassDescriptor] {
    var found: [ClassDescriptor] = []
    var rest = extra[...]
    while let length = rest.first {
      guard length >= 2, Int(length) <= rest.count else {
        throw MalformedData(
          offset: rest.startIndex, expected: "a descriptor of 2 to \(rest.count) bytes")
      }
      let descriptor = ClassDescriptor(bytes: rest.prefix(Int(length)))
      rest = rest.dropFirst(Int(length))
      guard length >= 3, try descriptor.byte(1) == VideoClass.interfaceDescriptor else { continue }
      guard found.count < most else {
        throw MalformedData(offset: rest.startIndex, expected: "at most \(most) descriptors")
      }
      found.append(descriptor)
    }
    return found
  }

  /// `bDescriptorSubtype`; 0, which means nothing, where there is none.
  var subtype: UInt8 { bytes.dropFirst(2).first ?? 0 }

  func byte(_ at: Int) throws(MalformedData) -> UInt8 {
    guard at >= 0, at < bytes.count else {
      throw MalformedData(
        offset: bytes.endIndex, expected: "descriptor 0x24/\(subtype) of at least \(at) bytes more")
    }
    return bytes[bytes.startIndex + at]
  }

  func word(_ at: Int) throws(MalformedData) -> UInt16 {
    UInt16(try byte(at)) | UInt16(try byte(at + 1)) << 8
  }

  func long(_ at: Int) throws(MalformedData) -> UInt32 {
    UInt32(try word(at)) | UInt32(try word(at + 2)) << 16
  }

  func part(_ at: Int, _ count: Int) throws(MalformedData) -> ArraySlice<UInt8> {
    if count > 0 { _ = try byte(at + count - 1) }
    return bytes.dropFirst(at).prefix(count)
  }

  func guid(_ at: Int) throws(MalformedData) -> VideoGUID { VideoGUID(try part(at, 16)) }

  /// A bitmap of `bControlSize` bytes at `at`, of which the lowest 32 bits have a meaning.
  func controls(_ at: Int) throws(MalformedData) -> UInt32 {
    try part(at + 1, Int(byte(at))).prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
