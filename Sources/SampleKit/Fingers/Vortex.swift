// SPDX-License-Identifier: Apache-2.0

/// A point that the phase of the ridges turns around once: a minutia.
struct Vortex: Sendable {
  let place: SkinPoint
  /// The wave vector (radians per 1/500 inch, y down) times the sense of the turn, counter-clockwise
  /// as seen being +1. Reversing the sense of "across" reverses both factors, so this has no doubt.
  let charge: SkinPoint

  /// Takes the wave vector at the place and the turn of the phase in its sense.
  init(at place: SkinPoint, waveX: Float, waveY: Float, turn: Int) {
    self.place = place
    charge = SkinPoint(x: Double(waveX) * Double(turn), y: Double(waveY) * Double(turn))
  }

  /// Unit vector (y down) along the ridge to the side with one line more: crossing the ridges on both
  /// sides of the point, the walk on the right meets the turn's extra line when the turn is +1.
  var surplusSide: SkinPoint {
    let length = (charge.x * charge.x + charge.y * charge.y).squareRoot()
    return SkinPoint(x: -charge.y / length, y: charge.x / length)
  }

  /// Whether the other turns against this one and lies within an ellipse around it, so that one could
  /// undo the other. Takes half axes in 1/500 inch.
  func cancels(_ other: Vortex, along: Double, across: Double) -> Bool {
    guard charge.x * other.charge.x + charge.y * other.charge.y < 0 else { return false }
    let (dx, dy) = (other.place.x - place.x, other.place.y - place.y)
    let side = surplusSide
    let t = (dx * side.x + dy * side.y) / along
    let u = (dx * side.y - dy * side.x) / across
    return t * t + u * u < 1
  }
}
