// SPDX-License-Identifier: Apache-2.0

/// A picture as the scanner sends it: 64 bytes about its lines, then the lines that are there.
struct URU4000Picture {
  static let width = 384
  static let height = 290
  private static let headerSize = 64
  /// Header and all lines; the scanner ends earlier by a short packet.
  static let mostBytes = headerSize + width * height

  /// Lines that follow each other and are treated alike.
  struct Block {
    private let flags: UInt8
    let lines: Int

    init(flags: UInt8, lines: UInt8) {
      self.flags = flags
      self.lines = Int(lines)
    }

    var changesKey: Bool { flags & 0x80 != 0 }
    var keepsKey: Bool { flags & 0x04 != 0 }
    var isEncrypted: Bool { flags & 0x06 == 0x02 }
    /// Whether its lines were not sent; each is filled with the next one that was.
    var isMissing: Bool { flags & 0x01 != 0 }
  }

  private var lines: [UInt8]
  private let lineCount: Int
  let blocks: [Block]
  var keyNumber: UInt8

  /// Takes what came; throws when it does not hold the lines that it announces.
  init(_ bytes: [UInt8]) throws(ProtocolError) {
    guard bytes.count > Self.headerSize else { throw ProtocolError(expected: "a picture header") }
    lineCount = Int(bytes[4]) | Int(bytes[5]) << 8
    guard (2..<Self.height).contains(lineCount),
      bytes.count >= Self.headerSize + lineCount * Self.width
    else { throw ProtocolError(expected: "2 to 289 whole lines") }
    keyNumber = bytes[6]
    blocks = Self.blocks(bytes, covering: lineCount)
    lines = Array(bytes[Self.headerSize..<Self.headerSize + lineCount * Self.width])
  }

  /// The blocks that the lines fill; what the header has after them means nothing.
  private static func blocks(_ header: [UInt8], covering lineCount: Int) -> [Block] {
    var blocks: [Block] = []
    var covered = 0
    for index in 0..<15 where covered < lineCount {
      let block = Block(flags: header[16 + 2 * index], lines: header[17 + 2 * index])
      guard block.lines > 0 else { break }
      blocks.append(block)
      if !block.isMissing { covered += block.lines }
    }
    return blocks
  }

  /// Whether the first two lines look like noise: the header does not say it.
  ///
  /// The variance of the sum of two noisy pixels is about 10 900 (two uniform bytes); an empty glass
  /// stays below 100, ridges below 3000.
  var isEncrypted: Bool {
    let sums = (0..<Self.width).map { Int(lines[$0]) + Int(lines[$0 + Self.width]) }
    let mean = sums.reduce(0, +) / Self.width
    let variance = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Self.width
    return variance >= Self.noiseVariance
  }

  private static let noiseVariance = 5000

  /// Decrypts the lines of one block, or only moves the key on over them.
  mutating func decrypt(block index: Int, with stream: inout URU4000KeyStream) {
    let start = blocks[..<index].filter { !$0.isMissing }.reduce(0) { $0 + $1.lines }
    let block = blocks[index]
    guard block.lines > 0, start + block.lines <= lineCount || !block.isEncrypted else { return }
    let range = start * Self.width..<(start + block.lines) * Self.width
    if block.isEncrypted {
      stream.decrypt(&lines, range)
    } else if !block.keepsKey {
      stream.skip(range.count)
    }
  }

  /// All 290 lines: missing ones are filled with the next line, those after the end are blank.
  func frame(_ geometry: FrameGeometry) throws(ProtocolError) -> RawFrame {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(Self.width * Self.height)
    var next = 0
    for block in blocks {
      let count = min(block.lines, Self.height - pixels.count / Self.width)
      let last = min(next + count, lineCount)
      pixels += lines[next * Self.width..<last * Self.width]
      if !block.isMissing { next = last }
    }
    let missing = Self.width * Self.height - pixels.count
    pixels += [UInt8](repeating: 0, count: max(missing, 0))
    let frame = RawFrame(
      width: Self.width, height: Self.height, pixels: pixels, geometry: geometry)
    guard let frame else { throw ProtocolError(expected: "290 lines") }
    return frame
  }
}
