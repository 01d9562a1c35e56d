// SPDX-License-Identifier: Apache-2.0

import Bytes

/// A number as WSQ headers keep it: `mantissa / 10^exponent`, never negative.
struct ScaledNumber: Hashable {
  let mantissa: UInt32
  let exponent: UInt8

  /// The number meant.
  var value: Double {
    (0..<exponent).reduce(Double(mantissa)) { value, _ in value / 10 }
  }

  /// The nearest such number whose mantissa is at most `limit`, with as many digits as fit; beyond
  /// `limit` the limit itself.
  init(_ value: Double, upTo limit: UInt32) {
    let most = Double(limit)
    var scaled = value
    var exponent: UInt8 = 0
    while scaled > 0, (scaled * 10).rounded() <= most {
      scaled *= 10
      exponent += 1
      if exponent == Self.mostDigits { break }
    }
    mantissa = UInt32(min(max(scaled.rounded(), 0), most))
    self.exponent = exponent
  }

  /// More digits than a 32-bit mantissa has, for numbers that begin with zeros.
  private static let mostDigits: UInt8 = 20

  /// Reads an exponent and two bytes.
  init(short reader: inout ByteReader, _ what: String) throws(MalformedData) {
    exponent = try reader.readUInt8(what)
    mantissa = UInt32(try reader.readUInt16(what))
  }

  /// Reads an exponent and four bytes.
  init(long reader: inout ByteReader, _ what: String) throws(MalformedData) {
    exponent = try reader.readUInt8(what)
    mantissa = try reader.readUInt32(what)
  }
}

extension ByteWriter {
  /// Writes the exponent and two bytes.
  mutating func write(short value: Double) {
    let number = ScaledNumber(value, upTo: UInt32(UInt16.max))
    write(number.exponent)
    write(UInt16(number.mantissa))
  }

  /// Writes the exponent and four bytes.
  mutating func write(long value: Double) {
    let number = ScaledNumber(value, upTo: .max)
    write(number.exponent)
    write(number.mantissa)
  }
}
