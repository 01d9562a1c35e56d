// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The transform table segment: the right halves of both analysis filters.
extension FilterBank {
  /// Longest filters of the specification: 31 for odd, 32 for even lengths.
  private static let maximumLength = 32

  /// Reads the content of the segment.
  init(_ content: ByteReader) throws(MalformedData) {
    var reader = content
    let lowLength = Int(try reader.readUInt8("the length of the low-pass filter"))
    let highLength = Int(try reader.readUInt8("the length of the high-pass filter"))
    guard (2...Self.maximumLength).contains(lowLength),
      (2...Self.maximumLength).contains(highLength), lowLength & 1 == highLength & 1
    else {
      throw content.malformed("two filters of 2 to 32 taps, both odd or both even")
    }
    isOdd = lowLength & 1 == 1
    low = try Self.half((lowLength + 1) / 2, &reader)
    high = try Self.half((highLength + 1) / 2, &reader)
  }

  private static func half(
    _ count: Int, _ reader: inout ByteReader
  ) throws(MalformedData) -> [Double] {
    var half: [Double] = []
    for _ in 0..<count {
      let isNegative = try reader.readUInt8("the sign of a filter tap") != 0
      let size = try ScaledNumber(long: &reader, "a filter tap").value
      half.append(isNegative ? -size : size)
    }
    return half
  }

  /// The content of the segment.
  var content: [UInt8] {
    var writer = ByteWriter()
    for half in [low, high] { writer.write(UInt8(isOdd ? half.count * 2 - 1 : half.count * 2)) }
    for tap in low + high {
      writer.write(UInt8(tap < 0 ? 1 : 0))
      writer.write(long: abs(tap))
    }
    return writer.bytes
  }
}
