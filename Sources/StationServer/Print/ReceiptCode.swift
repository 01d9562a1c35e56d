// SPDX-License-Identifier: Apache-2.0

/// A QR code of a short text (ISO/IEC 18004: versions 1 to 3, level M, byte mode), for receipts.
public struct ReceiptCode: Sendable, Hashable {
  /// Modules row by row; true is dark.
  public let modules: [[Bool]]

  /// Data and correction codewords of versions 1 to 3 at level M (table 9): one block each.
  private static let capacities: [(data: Int, correction: Int)] = [(16, 10), (28, 16), (44, 26)]

  /// Takes a text of at most 42 bytes of UTF-8; nil for a longer one.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let index = Self.capacities.firstIndex(where: { bytes.count + 2 <= $0.data }) else {
      return nil
    }
    let size = Self.capacities[index]
    let data = Self.codewords(bytes, count: size.data)
    let correction = ReedSolomon(count: size.correction).correction(of: data)
    let grid = QRGrid(version: index + 1)
    modules =
      (0..<8).map { grid.filled(with: data + correction, mask: $0) }
      .min { QRGrid.penalty($0) < QRGrid.penalty($1) } ?? []
  }

  /// One text a row, `1` for dark.
  public var rows: [String] { modules.map { $0.map { $0 ? "1" : "0" }.joined() } }

  /// Mode, length, bytes, end, and padding up to the count (clause 7.4).
  private static func codewords(_ bytes: [UInt8], count: Int) -> [UInt8] {
    var bits: [Bool] = []
    func put(_ value: Int, _ width: Int) {
      for place in (0..<width).reversed() { bits.append(value >> place & 1 == 1) }
    }
    put(0b0100, 4)
    put(bytes.count, 8)
    for byte in bytes { put(Int(byte), 8) }
    put(0, min(4, count * 8 - bits.count))
    while !bits.count.isMultiple(of: 8) { bits.append(false) }
    var words = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    let used = words.count
    while words.count < count { words.append((words.count - used).isMultiple(of: 2) ? 0xec : 0x11) }
    return words
  }
}

/// Error correction over GF(256) with the polynomial 0x11D (clause 7.5).
struct ReedSolomon {
  private let generator: [UInt8]

  /// The generator of so many correction codewords, its leading 1 left out.
  init(count: Int) {
    var generator = [UInt8](repeating: 0, count: count - 1) + [1]
    var root: UInt8 = 1
    for _ in 0..<count {
      for place in 0..<count {
        generator[place] = Self.multiply(generator[place], root)
        if place + 1 < count { generator[place] ^= generator[place + 1] }
      }
      root = Self.multiply(root, 2)
    }
    self.generator = generator
  }

  /// The remainder of the division by the generator.
  func correction(of data: [UInt8]) -> [UInt8] {
    var remainder = [UInt8](repeating: 0, count: generator.count)
    for byte in data {
      let factor = byte ^ remainder.removeFirst()
      remainder.append(0)
      for place in generator.indices {
        remainder[place] ^= Self.multiply(generator[place], factor)
      }
    }
    return remainder
  }

  static func multiply(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var product = 0
    for place in (0..<8).reversed() {
      product = product << 1 ^ (product >> 7) * 0x11d
      product ^= Int(b >> UInt8(place) & 1) * Int(a)
    }
    return UInt8(truncatingIfNeeded: product)
  }
}
