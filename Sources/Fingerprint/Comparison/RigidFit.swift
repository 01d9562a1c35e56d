// SPDX-License-Identifier: Apache-2.0

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
    var t = Alignment()
    let length = (cosine * cosine + sine * sine + 1e-9).squareRoot()
    t.cosine = cosine / length
    t.sine = sine / length
    t.angle = BinaryAngle.of(x: cosine, y: sine)
    t.shiftX = centre.b.x - (t.cosine * centre.a.x - t.sine * centre.a.y)
    t.shiftY = centre.b.y - (t.sine * centre.a.x + t.cosine * centre.a.y)
    return t
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
