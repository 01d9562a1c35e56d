// SPDX-License-Identifier: Apache-2.0

/// A baseline JPEG picture of flat 8 x 8 blocks whose greys come out of the decoder exactly, without
/// Huffman tables, as cameras send them (ITU-T T.81; the codes are those of annex K).
public struct FlatJPEG: Sendable {
  /// The whole picture.
  public private(set) var bytes: [UInt8]
  private var bits: UInt32 = 0
  private var bitCount = 0

  /// Draws a picture: grey, or in colour with 2 x 1 subsampling and all colours grey.
  ///
  /// `gray` gives the value of the block in a column and row of blocks. A comment marks the picture;
  /// `restartInterval` in units of MCUs puts restart markers in.
  public init(
    width: Int, height: Int, isColour: Bool, comment: [UInt8] = [], restartInterval: Int = 0,
    gray: (Int, Int) -> UInt8
  ) {
    bytes = [0xff, 0xd8]
    if !comment.isEmpty { segment(0xfe, comment) }
    // Steps of 8 make a DC level one step of grey.
    segment(0xdb, [0] + [UInt8](repeating: 8, count: 64))
    let components: [[UInt8]] =
      isColour ? [[1, 0x21, 0], [2, 0x11, 0], [3, 0x11, 0]] : [[1, 0x11, 0]]
    let size = [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)]
    segment(0xc0, [8] + size + [UInt8(components.count)] + components.flatMap { $0 })
    if restartInterval > 0 {
      segment(0xdd, [UInt8(restartInterval >> 8), UInt8(restartInterval & 255)])
    }
    let tables: [[UInt8]] = isColour ? [[1, 0], [2, 0x11], [3, 0x11]] : [[1, 0]]
    segment(0xda, [UInt8(tables.count)] + tables.flatMap { $0 } + [0, 63, 0])
    scan(width, height, isColour, restartInterval, gray)
    bytes += [0xff, 0xd9]
  }

  private mutating func segment(_ marker: UInt8, _ body: [UInt8]) {
    let length = body.count + 2
    bytes += [0xff, marker, UInt8(length >> 8), UInt8(length & 255)] + body
  }

  private mutating func scan(
    _ width: Int, _ height: Int, _ isColour: Bool, _ restartInterval: Int,
    _ gray: (Int, Int) -> UInt8
  ) {
    let blocks = isColour ? 2 : 1
    let columns = (width + 8 * blocks - 1) / (8 * blocks)
    var last = 0
    var count = 0
    for y in 0..<(height + 7) / 8 {
      for column in 0..<columns {
        if restartInterval > 0, count > 0, count.isMultiple(of: restartInterval) {
          align()
          bytes += [0xff, 0xd0 + UInt8((count / restartInterval - 1) & 7)]
          last = 0
        }
        for block in 0..<blocks {
          let level = Int(gray(column * blocks + block, y)) - 128
          flatBlock(level - last)
          last = level
        }
        // Both colours: difference 0 by code 00, end of block by code 00.
        if isColour { put(0, 8) }
        count += 1
      }
    }
    align()
  }

  /// A block that differs from the one before by so much grey.
  private mutating func flatBlock(_ difference: Int) {
    let size = Int.bitWidth - abs(difference).leadingZeroBitCount
    let (code, length) = Self.lumaCodes[size]
    put(code, length)
    let low = difference < 0 ? difference - 1 : difference
    put(UInt32(truncatingIfNeeded: low & ((1 << size) - 1)), size)
    put(0b1010, 4)
  }

  /// Codes of table K.3 for differences of 0 to 9 bits.
  private static let lumaCodes: [(UInt32, Int)] = [
    (0b00, 2), (0b010, 3), (0b011, 3), (0b100, 3), (0b101, 3), (0b110, 3), (0b1110, 4),
    (0b11110, 5), (0b111110, 6), (0b1111110, 7),
  ]

  private mutating func put(_ code: UInt32, _ count: Int) {
    bits = bits << UInt32(count) | code
    bitCount += count
    while bitCount >= 8 {
      bitCount -= 8
      let byte = UInt8(truncatingIfNeeded: bits >> UInt32(bitCount))
      bytes.append(byte)
      if byte == 0xff { bytes.append(0) }
    }
  }

  /// Fills the last byte with ones.
  private mutating func align() {
    if bitCount > 0 { put(UInt32(1) << UInt32(8 - bitCount) - 1, 8 - bitCount) }
    bits = 0
  }
}
