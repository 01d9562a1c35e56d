// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// How good an impression is, in five steps; each draws its own mixture of what goes wrong at a desk.
public enum QualityGrade: Int, Sendable, Hashable, CaseIterable, Codable {
  /// Clean glass, normal skin, firm and straight.
  case excellent = 0
  /// What a careful operator takes.
  case good
  /// Somewhat dry or moist, turned, a few creases.
  case fair
  /// Clearly dry or wet, off centre, creased.
  case poor
  /// What an operator would take again: an examiner still reads most of it.
  case bad

  /// Draws conditions of this grade for a finger.
  public func conditions(
    seed: UInt64, for position: FingerPosition = .unknown
  ) -> ImpressionConditions {
    var draw = SeededGenerator(seed: seed, stream: .placement)
    var result = ImpressionConditions()
    place(&result, &draw)
    result.contactAxes.x *= position.breadth
    result.contactAxes.y *= position.breadth
    stretch(&result, &draw)
    soil(&result, &draw)
    return result
  }

  /// 0 for the best grade, 1 for the worst.
  private var severity: Double { Double(rawValue) / 4 }

  private func place(_ c: inout ImpressionConditions, _ draw: inout SeededGenerator) {
    c.rotation = draw.normal(deviation: 4 + 9 * severity)
    c.shift.x = draw.normal(deviation: 5 + 20 * severity)
    c.shift.y = draw.normal(deviation: 8 + 24 * severity)
    c.contact.x = draw.normal(deviation: 8 + 22 * severity)
    c.contact.y = 12 + draw.normal(deviation: 10 + 20 * severity)
    c.contactAxes.x = draw.uniform(132, 160) - 20 * severity
    c.contactAxes.y = draw.uniform(175, 215) - 30 * severity
  }

  private func stretch(_ c: inout ImpressionConditions, _ draw: inout SeededGenerator) {
    c.distortion.shift.x = draw.normal(deviation: 2 + 6 * severity)
    c.distortion.shift.y = draw.normal(deviation: 2 + 6 * severity)
    c.distortion.turn = draw.normal(deviation: 1 + 3 * severity)
    c.distortion.drift = draw.uniform(0.5, 1.5 + 2 * severity)
    c.distortion.seed = draw.next()
  }

  private func soil(_ c: inout ImpressionConditions, _ draw: inout SeededGenerator) {
    let sign: Double = draw.chance(0.5) ? 1 : -1
    c.moisture = sign * min(1, 0.85 * severity * draw.uniform(0.55, 1.05))
    c.moistureSpread = 0.5 * severity * draw.unit()
    c.pressure = draw.normal(deviation: 0.12 + 0.2 * severity) + 0.25 * c.moisture
    c.roughness = draw.uniform(0.1, 0.25) + 0.3 * severity
    c.creases = Int(severity * draw.uniform(0, 14))
    c.residue = max(0, severity * draw.uniform(-0.6, 0.9))
    c.specks = Int(severity * draw.uniform(0, 30))
    // Water gives contrast, dry skin none.
    c.contrast = 1 - severity * draw.uniform(0, sign > 0 ? 0.35 : 0.55)
    c.noise = 1 + severity * draw.uniform(0, 1.5)
  }
}

extension FingerPosition {
  /// How much broader than an index finger.
  fileprivate var breadth: Double {
    switch self {
    case .rightThumb, .leftThumb: 1.12
    case .rightRing, .leftRing: 0.97
    case .rightLittle, .leftLittle: 0.86
    default: 1
    }
  }
}
