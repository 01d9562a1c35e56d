// SPDX-License-Identifier: Apache-2.0

/// What a Huffman symbol stands for (IAFIS-IC-0110 v3.1, table A.2).
enum CoefficientSymbol: Hashable {
  /// So many zeros.
  case run(Int)
  /// A coefficient's bin.
  case bin(Int)
  /// Zeros; their number follows in so many bits.
  case longRun(bits: Int)
  /// A positive or negative bin; its size follows in so many bits.
  case longBin(bits: Int, sign: Int)

  /// Runs with a symbol of their own.
  static let longestRun = 100
  /// Bins with a symbol of their own.
  static let bins = -73...74

  /// Gives nil for 0 and 255, which are not used.
  init?(_ symbol: UInt8) {
    switch symbol {
    case 1...100: self = .run(Int(symbol))
    case 101: self = .longBin(bits: 8, sign: 1)
    case 102: self = .longBin(bits: 8, sign: -1)
    case 103: self = .longBin(bits: 16, sign: 1)
    case 104: self = .longBin(bits: 16, sign: -1)
    case 105: self = .longRun(bits: 8)
    case 106: self = .longRun(bits: 16)
    case 107...254: self = .bin(Int(symbol) - 180)
    default: return nil
    }
  }
}
