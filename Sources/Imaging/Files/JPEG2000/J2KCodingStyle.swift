// SPDX-License-Identifier: Apache-2.0

import Bytes

/// What one coding style segment, COD or COC, makes a decoder set up for each component of a tile
/// (ISO/IEC 15444-1 A.6.1 and A.6.2).
struct J2KCodingStyle {
  /// Quality layers; 1 in a COC, which does not say.
  let layers: Int
  /// Wavelet levels; there is one resolution more.
  let levels: Int
  /// Base 2 logarithm of the code-block sides.
  private let block: (x: Int, y: Int)
  /// Base 2 logarithms of the precinct sides from the coarsest resolution on; none: 15.
  private let precincts: [(x: Int, y: Int)]

  /// Reads the content of a COD segment.
  init(defaults content: ByteReader) throws(MalformedData) {
    var reader = content
    let flags = try reader.readUInt8("the coding style")
    _ = try reader.readUInt8("the progression order")
    let layers = Int(try reader.readUInt16("the number of layers"))
    _ = try reader.readUInt8("the component transform")
    try self.init(&reader, hasPrecincts: flags & 1 != 0, layers: layers)
  }

  /// Reads the content of a COC segment of an image of fewer than 257 components.
  init(component content: ByteReader) throws(MalformedData) {
    var reader = content
    _ = try reader.readUInt8("the component")
    let flags = try reader.readUInt8("the coding style")
    try self.init(&reader, hasPrecincts: flags & 1 != 0, layers: 1)
  }

  private init(
    _ reader: inout ByteReader, hasPrecincts: Bool, layers: Int
  ) throws(MalformedData) {
    let levels = Int(try reader.readUInt8("the number of wavelet levels"))
    let x = Int(try reader.readUInt8("the code-block width")) + 2
    let y = Int(try reader.readUInt8("the code-block height")) + 2
    guard levels <= 32, x <= 10, y <= 10, x + y <= 12, layers > 0 else {
      throw reader.malformed("at most 32 levels and code-blocks of at most 4096 samples")
    }
    _ = try reader.readBytes(2, "the code-block style and wavelet")
    var precincts: [(Int, Int)] = []
    for level in 0..<(hasPrecincts ? levels + 1 : 0) {
      let sides = try reader.readUInt8("a precinct size")
      guard level == 0 || (sides & 15 > 0 && sides >> 4 > 0) else {
        throw reader.malformed("a precinct of at least 2x2 samples")
      }
      precincts.append((Int(sides & 15), Int(sides >> 4)))
    }
    self.layers = layers
    self.levels = levels
    self.block = (x, y)
    self.precincts = precincts
  }

  /// What a component of a tile of this size is cut into.
  func parts(width: Int, height: Int) -> (precincts: Int, mostPrecincts: Int, blocks: Int) {
    var sum = (precincts: 0, mostPrecincts: 0, blocks: 0)
    for resolution in 0...levels {
      let precinct = precincts.isEmpty ? (x: 15, y: 15) : precincts[resolution]
      let shift = levels - resolution
      let columns = (width >> shift) + 1
      let rows = (height >> shift) + 1
      let count = ((columns >> precinct.x) + 2) * ((rows >> precinct.y) + 2)
      sum.precincts += count
      sum.mostPrecincts = max(sum.mostPrecincts, count)
      sum.blocks += blocks(columns, rows, precinct, isLowest: resolution == 0) + 3 * count
    }
    return sum
  }

  /// Code-blocks of a resolution: one band for the lowest, else three of half the size.
  private func blocks(
    _ columns: Int, _ rows: Int, _ precinct: (x: Int, y: Int), isLowest: Bool
  ) -> Int {
    let half = isLowest ? 0 : 1
    let x = min(block.x, precinct.x - half) + half
    let y = min(block.y, precinct.y - half) + half
    return ((columns >> x) + 2) * ((rows >> y) + 2) * (isLowest ? 1 : 3)
  }
}
