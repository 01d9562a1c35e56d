// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The rigid alignment that fits matched minutiae best, by weighted least squares.
enum RigidFit {
  /// A pair's directions vote for the rotation like two more points so far apart, pixels.
  private static let leverArm: Float = 40

  static func fit(
    _ pairs: PairList, _ a: MinutiaPointers, _ b: MinutiaPointers, _ table: CosineTable
  ) -> Alignment {
    let centre = centres(pairs, a, b)
    var (cosine, sine): (Float, Float) = (0, 0)
    for k in 0..<pairs.count {
      let (i, j) = (Int(pairs.first.base[k]), Int(pairs.second.base[k]))
      let (from, to) = (a.place(i), b.place(j))
      let (ux, uy) = (from.x - centre.a.x, from.y - centre.a.y)
      let (vx, vy) = (to.x - centre.b.x, to.y - centre.b.y)
      let turn = b.angle[j] &- a.angle[i]
      let lever = leverArm * leverArm
      cosine += pairs.weight.base[k] * (ux * vx + uy * vy + lever * table.cosine(turn))
      sine += pairs.weight.base[k] * (ux * vy - uy * vx + lever * table.sine(turn))
    }
    let length = (cosine * cosine + sine * sine + 1e-9).squareRoot()
    let (c, s) = (cosine / length, sine / length)
    return Alignment(
      cosine: c, sine: s, shiftX: centre.b.x - (c * centre.a.x - s * centre.a.y),
      shiftY: centre.b.y - (s * centre.a.x + c * centre.a.y),
      angle: BinaryAngle.of(x: cosine, y: sine))
  }

  private static func centres(
    _ pairs: PairList, _ a: MinutiaPointers, _ b: MinutiaPointers
  ) -> (a: (x: Float, y: Float), b: (x: Float, y: Float)) {
    var (sum, ax, ay, bx, by): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
    for k in 0..<pairs.count {
      let w = pairs.weight.base[k]
      let (from, to) = (a.place(Int(pairs.first.base[k])), b.place(Int(pairs.second.base[k])))
      sum += w
      ax += w * from.x
      ay += w * from.y
      bx += w * to.x
      by += w * to.y
    }
    return ((ax / sum, ay / sum), (bx / sum, by / sum))
  }
}
