// SPDX-License-Identifier: Apache-2.0

import Bytes

/// Goes from descriptor to descriptor; each says its own length, which is never trusted.
struct DescriptorWalk {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  /// The next descriptor, which must be of this kind.
  mutating func next(_ kind: RawDescriptor.Kind) throws(MalformedData) -> RawDescriptor {
    let place = self
    let descriptor = try next()
    guard descriptor.kind == kind else { throw place.malformed("a \(kind) descriptor") }
    return descriptor
  }

  /// The next descriptor, whatever it is.
  mutating func next() throws(MalformedData) -> RawDescriptor {
    guard let length = rest.first else { throw malformed("a descriptor") }
    guard length >= 2 else { throw malformed("a descriptor of at least 2 bytes") }
    guard Int(length) <= rest.count else {
      throw malformed("a descriptor of at most the \(rest.count) bytes that are left")
    }
    defer { rest = rest.dropFirst(Int(length)) }
    return RawDescriptor(bytes: rest.prefix(Int(length)))
  }

  /// The next `count` bytes as a walk of their own.
  mutating func part(_ count: Int) throws(MalformedData) -> DescriptorWalk {
    guard count >= 0, count <= rest.count else {
      throw malformed("\(count) more bytes of the configuration, found \(rest.count)")
    }
    defer { rest = rest.dropFirst(count) }
    return DescriptorWalk(rest.prefix(count))
  }

  func malformed(_ expected: String) -> MalformedData {
    MalformedData(offset: rest.startIndex, expected: expected)
  }
}

/// One descriptor as it came: at least two bytes, the first of which is its length.
struct RawDescriptor {
  /// The kinds that give a configuration its shape (USB 2.0, table 9-5; ECN for 11).
  enum Kind: UInt8 {
    case device = 1
    case configuration = 2
    case interface = 4
    case endpoint = 5
    case association = 11
  }

  let bytes: ArraySlice<UInt8>

  var length: Int { bytes.count }
  var kind: Kind? { Kind(rawValue: self[1]) }

  /// Makes sure, before fields are read, that they are all there.
  func require(_ count: Int, _ what: String) throws(MalformedData) {
    guard length >= count else {
      throw MalformedData(offset: bytes.startIndex, expected: "\(what) of \(count) bytes")
    }
  }

  subscript(offset: Int) -> UInt8 { bytes[bytes.startIndex + offset] }

  /// A 16-bit number, low byte first.
  func word(_ offset: Int) -> UInt16 { UInt16(self[offset]) | UInt16(self[offset + 1]) << 8 }
}
