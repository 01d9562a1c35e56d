// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Where an eye lies in a picture, and the eye's own coordinates: u towards the right and v downwards
/// from the iris' centre, in its radii, turned with the head.
struct EyePose: Sendable {
  let face: EyeFace
  let conditions: EyeConditions
  let x, y, radius: Double
  let pupilX, pupilY, pupilRadius: Double
  private let cosine: Double
  private let sine: Double
  private let edge: [Double]

  init(_ face: EyeFace, _ conditions: EyeConditions) {
    self.face = face
    self.conditions = conditions
    let turn = Elementary.sincos(conditions.roll * .pi / 180)
    (cosine, sine) = (turn.cos, turn.sin)
    radius = conditions.radius
    x = Double(conditions.width - 1) / 2 + conditions.shiftX
    y = Double(conditions.height - 1) / 2 + conditions.shiftY
    let u = face.nose * face.pupilShift.nasal * radius
    let v = face.pupilShift.down * radius
    pupilX = x + u * turn.cos - v * turn.sin
    pupilY = y + u * turn.sin + v * turn.cos
    pupilRadius = conditions.dilation * radius
    edge = (0..<512).map { step in
      let angle = 2 * .pi * Double(step) / 512
      return face.pupilWaves.enumerated().reduce(1) { sum, wave in
        let phase = Double(wave.offset + 2) * angle + wave.element.phase
        return sum + wave.element.amplitude * Elementary.cos(phase)
      }
    }
  }

  /// A place of the picture in the eye's coordinates.
  func eye(_ px: Double, _ py: Double) -> (u: Double, v: Double) {
    let (dx, dy) = ((px - x) / radius, (py - y) / radius)
    return (dx * cosine + dy * sine, dy * cosine - dx * sine)
  }

  /// A place of the eye in the picture.
  func picture(_ u: Double, _ v: Double) -> (x: Double, y: Double) {
    (x + radius * (u * cosine - v * sine), y + radius * (u * sine + v * cosine))
  }

  /// The upper lid's edge, negative as v runs downwards; and the lower one's.
  func upperLid(_ u: Double) -> Double {
    -conditions.upperLid * arch(u, power: 2.2) + 0.12 * tilt(u)
  }
  func lowerLid(_ u: Double) -> Double {
    conditions.lowerLid * arch(u, power: 2.8) + 0.12 * tilt(u)
  }

  /// The corner at the nose lies lower.
  private func tilt(_ u: Double) -> Double { face.nose * u / face.opening }

  private func arch(_ u: Double, power: Double) -> Double {
    let off = abs(u) / face.opening
    guard off < 1 else { return 0 }
    return 1 - (off > 0 ? Elementary.pow(off, power) : 0)
  }

  /// Distance from the pupil's centre, share of a turn of the head-turned direction, and the depth in
  /// the iris: negative in the pupil, 1 at the limbus.
  func ring(_ px: Double, _ py: Double) -> (turn: Double, depth: Double, beyondPupil: Double) {
    let (dx, dy) = (px - pupilX, py - pupilY)
    let distance = (dx * dx + dy * dy).squareRoot()
    let angle = Elementary.atan2(dy, dx)
    let turn = angle / (2 * .pi) - conditions.roll / 360
    let steady = turn - turn.rounded(.down)
    let inner = pupilRadius * edge[min(511, Int(steady * 512))]
    let outer = toLimbus(distance > 0 ? dx / distance : 1, distance > 0 ? dy / distance : 0)
    return (steady, (distance - inner) / max(1, outer - inner), distance - inner)
  }

  private func toLimbus(_ ux: Double, _ uy: Double) -> Double {
    let (ox, oy) = (pupilX - x, pupilY - y)
    let along = ox * ux + oy * uy
    return (max(0, along * along - ox * ox - oy * oy + radius * radius)).squareRoot() - along
  }
}
