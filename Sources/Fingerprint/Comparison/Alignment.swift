// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// A rotation and a shift that lay one template on another; lengths are pixels at 500 ppi.
typealias Alignment = PlaneMotion

extension PlaneMotion {
  /// Leaves everything where it is.
  static var none: PlaneMotion {
    PlaneMotion(cosine: 1, sine: 0, shiftX: 0, shiftY: 0, angle: 0)
  }

  /// Lays minutia `i` of the first template on `j` of the second.
  init(_ a: MinutiaPointers, _ i: Int, _ b: MinutiaPointers, _ j: Int, _ table: CosineTable) {
    let turn = b.angle[j] &- a.angle[i]
    let (c, s) = (table.cosine(turn), table.sine(turn))
    let (from, to) = (a.place(i), b.place(j))
    self.init(
      cosine: c, sine: s, shiftX: to.x - (c * from.x - s * from.y),
      shiftY: to.y - (s * from.x + c * from.y), angle: turn)
  }

  /// Where a place of the first template lies in the second.
  func apply(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    (cosine * x - sine * y + shiftX, sine * x + cosine * y + shiftY)
  }

  /// Where a place of the first template lies in the second.
  func apply(_ place: (x: Float, y: Float)) -> (x: Float, y: Float) { apply(place.x, place.y) }

  /// Where a place of the second template lies in the first.
  func revert(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    let (dx, dy) = (x - shiftX, y - shiftY)
    return (cosine * dx + sine * dy, cosine * dy - sine * dx)
  }

  /// Lays the second template on the first.
  var inverse: PlaneMotion {
    let origin = revert(0, 0)
    return PlaneMotion(
      cosine: cosine, sine: -sine, shiftX: origin.x, shiftY: origin.y, angle: 0 &- angle)
  }
}
