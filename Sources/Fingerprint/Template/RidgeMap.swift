// SPDX-License-Identifier: Apache-2.0

/// A picture of the ridges of a finger in one bit per 2x2 pixels at 500 ppi, with its foreground.
///
/// It shows the finger and is to be protected like the image. It never enters an interchange
/// record.
public struct RidgeMap: Sendable, Hashable {
  /// Pixels at 500 ppi from one sample to the next along both axes.
  public static let samplePitch = 2
  /// Side of a foreground cell in pixels at 500 ppi.
  public static let cellSide = 8
  /// Most samples along a side: an image of 16384 pixels.
  public static let maximumSide = 8192

  /// Samples per row: image width / 2, rounded up.
  public let columns: Int
  /// Rows of samples: image height / 2, rounded up.
  public let rows: Int
  /// Sample (column, row) shows pixel (2 column, 2 row); 1 = ridge, 0 = valley or background.
  ///
  /// Row by row from the top, each row starting a new word; bit 0 of a word is its leftmost sample.
  public let ridges: [UInt64]
  /// One bit per 8x8 pixels (4x4 samples), 1 = foreground; rows of words like `ridges`.
  public let foreground: [UInt64]

  /// Gives nil when a side is not in 1...8192 or a plane has another number of words than
  /// `words(along:)` and the sides ask for; bits outside the picture and ridges outside the
  /// foreground become 0.
  public init?(columns: Int, rows: Int, ridges: [UInt64], foreground: [UInt64]) {
    let side = 1...Self.maximumSide
    guard side.contains(columns), side.contains(rows) else { return nil }
    let cells = (columns: Self.cells(along: columns), rows: Self.cells(along: rows))
    guard ridges.count == Self.words(along: columns) * rows,
      foreground.count == Self.words(along: cells.columns) * cells.rows
    else { return nil }
    self.columns = columns
    self.rows = rows
    self.foreground = Self.trimmed(foreground, width: cells.columns, rows: cells.rows)
    let inside = Self.spread(self.foreground, cells: cells.columns, columns: columns, rows: rows)
    self.ridges = zip(Self.trimmed(ridges, width: columns, rows: rows), inside).map { $0 & $1 }
  }

  /// The foreground with one bit per sample, in rows of words like `ridges`.
  public var sampleForeground: [UInt64] {
    Self.spread(foreground, cells: Self.cells(along: columns), columns: columns, rows: rows)
  }

  /// Samples along a side of `pixels` pixels at 500 ppi.
  public static func samples(along pixels: Int) -> Int { (pixels + samplePitch - 1) / samplePitch }

  /// Foreground cells along a side of `samples` samples.
  public static func cells(along samples: Int) -> Int { (samples + 3) / 4 }

  /// Words in a row of `bits` bits.
  public static func words(along bits: Int) -> Int { (bits + 63) / 64 }

  /// Clears what lies right of `width` bits.
  private static func trimmed(_ plane: [UInt64], width: Int, rows: Int) -> [UInt64] {
    let used = width % 64
    guard used != 0 else { return plane }
    let stride = words(along: width)
    var result = plane
    for row in 1...rows { result[row * stride - 1] &= (1 << UInt64(used)) - 1 }
    return result
  }

  /// Every cell bit four times along both axes.
  private static func spread(
    _ plane: [UInt64], cells: Int, columns: Int, rows: Int
  ) -> [UInt64] {
    let from = words(along: cells)
    let to = words(along: columns)
    var result = [UInt64](repeating: 0, count: to * rows)
    for row in 0..<rows {
      for word in 0..<to {
        let nibbles = plane[row / 4 * from + word / 4] >> UInt64(word % 4 * 16)
        result[row * to + word] = quadrupled(nibbles & 0xffff)
      }
    }
    return trimmed(result, width: columns, rows: rows)
  }

  /// Sixteen bits, each repeated four times.
  private static func quadrupled(_ bits: UInt64) -> UInt64 {
    var spread = bits
    spread = (spread | spread << 24) & 0x0000_00ff_0000_00ff
    spread = (spread | spread << 12) & 0x000f_000f_000f_000f
    spread = (spread | spread << 6) & 0x0303_0303_0303_0303
    spread = (spread | spread << 3) & 0x1111_1111_1111_1111
    return spread * 15
  }
}
