// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Agreement of two orientation fields under an alignment.
struct FlowAgreement {
  /// Mean cosine of twice the difference, weighted by both confidences.
  private(set) var mean: Float = 0
  /// Share of the blocks in common that is enough to trust the mean, 0...1.
  private(set) var trust: Float = 0

  /// Blocks in common from which the mean is trusted in full.
  private static let enough = 60
  /// Agreement up to which fields of different fingers come by chance.
  private static let chance: Float = 0.7

  /// What speaks for the alignment: 0 by chance, 0.3 at most.
  var excess: Float { max(0, mean - Self.chance) * trust }

  /// Only every `step`th block along both axes is looked at: the field is smooth, and the error rates
  /// are the same as with all.
  init(_ a: FlowField, _ b: FlowField, _ t: Alignment, step: Int) {
    var sums = Sums()
    a.withPointers { a in
      b.withPointers { b in
        for row in stride(from: 0, to: a.rows, by: step) {
          for column in stride(from: 0, to: a.columns, by: step) {
            sums.add(a, row * a.columns + column, b, t.apply(FlowField.centre(column, row)))
          }
        }
      }
    }
    guard sums.weight > 0 else { return }
    let (c2, s2) = (t.cosine * t.cosine - t.sine * t.sine, 2 * t.cosine * t.sine)
    let dot = c2 * Float(sums.cosine) + s2 * Float(sums.sine)
    // Vectors are half as long as their confidence, rounded: 0.498 squared.
    mean = dot / (0.248 * Float(sums.weight))
    trust = min(1, Float(sums.blocks * step * step) / Float(Self.enough))
  }

  /// Sums over the blocks in common, exact.
  private struct Sums {
    var blocks = 0
    var weight = 0
    var cosine = 0
    var sine = 0

    /// Adds block `i` of the first field, which lies at a place in pixels of the second one.
    @inline(__always)
    mutating func add(
      _ a: FlowField.Pointers, _ i: Int, _ b: FlowField.Pointers, _ place: (x: Float, y: Float)
    ) {
      guard a.confidence[i] > 0, place.x >= 0, place.y >= 0 else { return }
      let (column, row) = (Int(place.x) >> 4, Int(place.y) >> 4)
      guard column < b.columns, row < b.rows else { return }
      let j = row * b.columns + column
      guard b.confidence[j] > 0 else { return }
      let (ac, aSine) = (Int(a.vectors[2 * i]), Int(a.vectors[2 * i + 1]))
      let (bc, bSine) = (Int(b.vectors[2 * j]), Int(b.vectors[2 * j + 1]))
      blocks += 1
      weight += Int(a.confidence[i]) * Int(b.confidence[j])
      cosine += ac * bc + aSine * bSine
      sine += ac * bSine - aSine * bc
    }
  }
}
