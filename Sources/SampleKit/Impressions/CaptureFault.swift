// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a single capture, each made so that nothing else is.
public enum CaptureFault: String, Sendable, Hashable, CaseIterable {
  case dry, wet, pressedHard, light, smeared, doubled, tipOnly, offCentre, rotated, partial, ghost

  /// Clean conditions with this fault; `strength` 1 is what an operator sees at once.
  public func conditions(seed: UInt64, strength: Double = 1) -> ImpressionConditions {
    var draw = SeededGenerator(seed: seed, stream: .placement)
    var c = QualityGrade.excellent.conditions(seed: seed)
    let side: Double = draw.chance(0.5) ? 1 : -1
    switch self {
    case .dry:
      c.moisture = -strength
      c.pressure = -0.3 * strength
      c.contrast = 1 - 0.3 * strength
    case .wet:
      c.moisture = strength
      c.pressure = 0.3 * strength
    case .pressedHard: c.pressure = 1.3 * strength
    case .light:
      c.pressure = -1.2 * strength
      c.contrast = 1 - 0.5 * strength
    case .smeared: c.slide = Self.way(11 * strength, &draw)
    case .doubled:
      c.slide = Self.way(30 * strength, &draw)
      c.slidesAtOnce = true
    case .tipOnly:
      c.contact = SkinPoint(x: 0, y: -95)
      c.contactAxes = SkinPoint(x: 105, y: 85)
      c.shift = SkinPoint(x: 0, y: 150 * strength)
    case .offCentre:
      c.shift = SkinPoint(x: side * 130 * strength, y: 0)
    case .rotated: c.rotation = side * 45 * strength
    case .partial: c.contactAxes = SkinPoint(x: 75, y: 95)
    case .ghost:
      c.ghost = 0.3 * strength
      c.ghostShift = SkinPoint(x: side * 120, y: -110)
    }
    return c
  }

  private static func way(_ length: Double, _ draw: inout SeededGenerator) -> SkinPoint {
    let across = draw.uniform(-1, 1)
    let sign: Double = draw.chance(0.5) ? 1 : -1
    return SkinPoint(
      x: length * across, y: sign * length * max(0, 1 - across * across).squareRoot())
  }
}
