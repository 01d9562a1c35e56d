// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The orientation field as vectors of doubled angles, which can be averaged and rotated.
struct FlowField: Sendable {
  let columns: Int
  let rows: Int
  /// Confidence / 2 times cosine and sine of twice the angle (binary sense), one pair a block.
  let vectors: [Int8]
  /// 0 = background.
  let confidence: [UInt8]

  init(_ field: OrientationField) {
    columns = field.columns
    rows = field.rows
    confidence = field.confidence
    let table = CosineTable()
    vectors = zip(field.angles, field.confidence).flatMap { angle, confidence -> [Int8] in
      let doubled = Int16(truncatingIfNeeded: -Int(angle) << 8)
      let length = Float(confidence) * 0.498
      return [
        Int8((length * table.cosine(doubled)).rounded()),
        Int8((length * table.sine(doubled)).rounded()),
      ]
    }
  }

  /// The field's memory during a call.
  struct Pointers {
    let columns: Int
    let rows: Int
    let vectors: UnsafePointer<Int8>
    let confidence: UnsafePointer<UInt8>
  }

  /// Gives pointers that are valid during the call, none for a field without blocks.
  func withPointers(_ body: (Pointers) -> Void) {
    vectors.withUnsafeBufferPointer { v in
      confidence.withUnsafeBufferPointer { c in
        guard let v = v.baseAddress, let c = c.baseAddress else { return }
        body(Pointers(columns: columns, rows: rows, vectors: v, confidence: c))
      }
    }
  }

  /// Middle of a block, pixels.
  static func centre(_ column: Int, _ row: Int) -> (x: Float, y: Float) {
    (Float(16 * column + 8), Float(16 * row + 8))
  }

  /// Whether the place, in pixels, is foreground.
  func isForeground(x: Float, y: Float) -> Bool {
    block(x: x, y: y).map { confidence[$0] > 0 } ?? false
  }

  /// Index of the block that a place in pixels lies in.
  private func block(x: Float, y: Float) -> Int? {
    let (column, row) = (Int(x) >> 4, Int(y) >> 4)
    guard x >= 0, y >= 0, column < columns, row < rows else { return nil }
    return row * columns + column
  }

  /// The bilinear vector at a place in pixels; nil in the background or where too short to trust.
  func vector(x: Float, y: Float, shortest: Float) -> (x: Float, y: Float)? {
    guard isForeground(x: x, y: y) else { return nil }
    let fx = max(0, min(Float(columns - 1), x / 16 - 0.5))
    let fy = max(0, min(Float(rows - 1), y / 16 - 0.5))
    let (left, top) = (Int(fx), Int(fy))
    let (u, v) = (fx - Float(left), fy - Float(top))
    let upper = mix(left, top, u)
    let lower = mix(left, min(top + 1, rows - 1), u)
    let c = upper.x + v * (lower.x - upper.x)
    let s = upper.y + v * (lower.y - upper.y)
    return c * c + s * s > shortest * shortest ? (c, s) : nil
  }

  private func mix(_ left: Int, _ row: Int, _ u: Float) -> (x: Float, y: Float) {
    let a = 2 * (row * columns + left)
    let b = 2 * (row * columns + min(left + 1, columns - 1))
    let (ax, ay) = (Float(vectors[a]), Float(vectors[a + 1]))
    return (ax + u * (Float(vectors[b]) - ax), ay + u * (Float(vectors[b + 1]) - ay))
  }
}
