// SPDX-License-Identifier: Apache-2.0

/// The typical Huffman tables of ITU-T T.81, tables K.3 to K.6, which cameras leave out.
enum HuffmanTables {
  /// The picture with the tables put in at the place of its first scan.
  static func inserted(_ bytes: [UInt8], at place: Int) -> [UInt8] {
    var whole: [UInt8] = []
    whole.reserveCapacity(bytes.count + segment.count)
    whole += bytes.prefix(place)
    whole += segment
    whole += bytes.dropFirst(place)
    return whole
  }

  /// One DHT segment with all four tables (T.81, B.2.4.2).
  static let segment: [UInt8] = {
    let tables = [lumaDC, lumaAC, chromaDC, chromaAC]
    let body = tables.flatMap { [$0.place] + $0.counts + $0.values }
    let length = body.count + 2
    return [0xff, 0xc4, UInt8(length >> 8), UInt8(length & 0xff)] + body
  }()

  private struct Table {
    /// Class and number: 0x00 is DC for luma, 0x11 AC for chroma.
    let place: UInt8
    /// How many codes there are of 1 to 16 bits.
    let counts: [UInt8]
    /// The coded values in order of their codes.
    let values: [UInt8]
  }

  private static let lumaDC = Table(
    place: 0x00, counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], values: Array(0...11))
  private static let chromaDC = Table(
    place: 0x01, counts: [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], values: Array(0...11))
  private static let lumaAC = Table(
    place: 0x10, counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d],
    values: bytes(
      "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a1617"
        + "18191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a73"
        + "7475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9"
        + "bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa"))
  private static let chromaAC = Table(
    place: 0x11, counts: [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77],
    values: bytes(
      "000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e1"
        + "25f11718191a262728292a35363738393a434445464748494a535455565758595a636465666768696a"
        + "737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7"
        + "b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa"))

  /// Two hexadecimal digits a byte.
  private static func bytes(_ digits: String) -> [UInt8] {
    let values = digits.compactMap(\.hexDigitValue)
    return stride(from: 0, to: values.count - 1, by: 2).map {
      UInt8(truncatingIfNeeded: values[$0] << 4 | values[$0 + 1])
    }
  }
}
