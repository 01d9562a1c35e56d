// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// How the skin slides when a finger is pressed askew: the plastic distortion of Cappelli, Maio and
/// Maltoni, "Modelling plastic distortion in fingerprint images" (2001), over a slight random drift.
///
/// The middle of the contact holds to the glass; beyond an ellipse around it the skin moves along
/// with the finger, by a shift and a turn, and between the two it stretches smoothly.
public struct SkinDistortion: Sendable, Hashable {
  /// Shift of the skin outside the firm middle, 1/500 inch.
  public var shift = SkinPoint(x: 0, y: 0)
  /// Turn of the skin outside the firm middle, degrees counter-clockwise as seen.
  public var turn = 0.0
  /// Half axes of the firm middle, 1/500 inch.
  public var firm = SkinPoint(x: 60, y: 75)
  /// Width of the stretched zone in multiples of the ellipse (Cappelli's skin plasticity).
  public var plasticity = 1.6
  /// Largest random drift, 1/500 inch, in waves about 130 long.
  public var drift = 0.0
  /// What the drift is drawn from.
  public var seed: UInt64 = 0

  /// No distortion at all.
  public static let none = SkinDistortion()

  /// The skin place that lies where the undistorted `p` would.
  func skin(at p: SkinPoint) -> SkinPoint {
    let (u, v) = (p.x / firm.x, p.y / firm.y)
    let brake = Self.brake((u * u + v * v).squareRoot() - 1, plasticity)
    let (sine, cosine) = Elementary.sincos(turn * .pi / 180)
    let movedX = p.x * cosine + p.y * sine + shift.x
    let movedY = -p.x * sine + p.y * cosine + shift.y
    var result = SkinPoint(x: p.x + (movedX - p.x) * brake, y: p.y + (movedY - p.y) * brake)
    if drift > 0 {
      result.x += drift * ValueNoise(seed: seed, spacing: 130)(p.x, p.y)
      result.y += drift * ValueNoise(seed: seed ^ 0xD1, spacing: 130)(p.x, p.y)
    }
    return result
  }

  /// 0 inside the ellipse, 1 beyond the stretched zone, a cosine flank between.
  private static func brake(_ distance: Double, _ width: Double) -> Double {
    if distance <= 0 { return 0 }
    if distance >= width { return 1 }
    return 0.5 * (1 - Elementary.cos(.pi * distance / width))
  }
}
