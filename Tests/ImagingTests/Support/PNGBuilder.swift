// SPDX-License-Identifier: Apache-2.0

/// Writes PNG files of every kind, without compression, for tests of the reader.
struct PNGBuilder {
  var width: Int
  var height: Int
  var bitDepth: UInt8
  /// 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.
  var colourType: UInt8
  var isInterlaced = false
  /// Chunks between the header and the image data.
  var extras: [(type: String, data: [UInt8])] = []

  /// Takes the rows with their filter bytes, of all passes one after the other where interlaced.
  func file(rows: [UInt8]) -> [UInt8] {
    let header =
      Self.big(width) + Self.big(height) + [bitDepth, colourType, 0, 0, isInterlaced ? 1 : 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + Self.chunk("IHDR", header)
      + extras.flatMap { Self.chunk($0.type, $0.data) }
      + Self.chunk("IDAT", Self.stored(rows))
      + Self.chunk("IEND", [])
  }

  static func big(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return big(data.count) + body + big(Int(crc32(body)))
  }

  /// A zlib stream of one stored block.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let low = UInt8(bytes.count & 0xFF)
    let high = UInt8(bytes.count >> 8)
    return [0x78, 0x01, 0x01, low, high, ~low, ~high] + bytes + big(Int(adler32(bytes)))
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = .max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~crc
  }

  private static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var a: UInt32 = 1
    var b: UInt32 = 0
    for byte in bytes {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return b << 16 | a
  }
}
