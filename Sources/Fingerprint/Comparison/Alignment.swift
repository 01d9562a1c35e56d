// SPDX-License-Identifier: Apache-2.0

/// A rotation and a shift that lay one template on another; lengths are pixels at 500 ppi.
struct Alignment {
  var cosine: Float = 1
  var sine: Float = 0
  /// The rotation as a binary angle.
  var angle: Int16 = 0
  var shiftX: Float = 0
  var shiftY: Float = 0

  /// Where a place of the first template lies in the second.
  func apply(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    (cosine * x - sine * y + shiftX, sine * x + cosine * y + shiftY)
  }

  /// Where a place of the second template lies in the first.
  func revert(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    let (dx, dy) = (x - shiftX, y - shiftY)
    return (cosine * dx + sine * dy, cosine * dy - sine * dx)
  }

  /// The alignment that lays minutia `i` of the first template on `j` of the second.
  init(_ a: MinutiaPointers, _ i: Int, _ b: MinutiaPointers, _ j: Int, _ table: CosineTable) {
    angle = b.angle[j] &- a.angle[i]
    cosine = table.cosine(angle)
    sine = table.sine(angle)
    let (from, to) = (a.place(i), b.place(j))
    shiftX = to.x - (cosine * from.x - sine * from.y)
    shiftY = to.y - (sine * from.x + cosine * from.y)
  }

  init() {}

  /// The alignment that lays the second template on the first.
  var inverse: Alignment {
    var t = Alignment()
    t.cosine = cosine
    t.sine = -sine
    t.angle = 0 &- angle
    (t.shiftX, t.shiftY) = revert(0, 0)
    return t
  }
}
