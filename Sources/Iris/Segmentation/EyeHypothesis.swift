// SPDX-License-Identifier: Apache-2.0

/// A place in the picture that may be an eye.
struct EyeHypothesis {
  var pupil: Circle
  var limbus: Circle
  /// How well it explains the picture; see `EyeEnergy`.
  var energy: Float

  func enlarged(by factor: Int) -> EyeHypothesis {
    EyeHypothesis(
      pupil: pupil.enlarged(by: factor), limbus: limbus.enlarged(by: factor), energy: energy)
  }
}

extension EyeHypothesis {
  /// Whether the iris of this eye may be the pupil of another: concentric, and of about that size.
  func isInside(_ other: EyeHypothesis) -> Bool {
    let (edge, pupil) = (limbus, other.pupil)
    let off = SIMD2(edge.x - pupil.x, edge.y - pupil.y)
    let size = abs(edge.radius - pupil.radius) / pupil.radius
    return size < 0.25 && (off * off).sum().squareRoot() < 0.25 * pupil.radius
  }
}

/// A circle that a search found, and its score.
struct ScoredCircle {
  var circle: Circle
  var score: Float

  /// Fewer than any score.
  static let nothing = ScoredCircle(circle: Circle(x: 0, y: 0, radius: 0), score: -1e9)
  /// Whether a search found anything at all.
  var exists: Bool { score > -1e8 }
}
