// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// What a card has on it beside prints.
extension SlapSheet {
  /// Writes, prints, rules, punches and frames as the conditions say.
  mutating func write(using draw: inout SeededGenerator) {
    for _ in 0..<conditions.lines { printLine(using: &draw) }
    for _ in 0..<conditions.strokes { penStroke(using: &draw) }
    if conditions.hasRule { rule(using: &draw) }
    if conditions.hasHole { punch(using: &draw) }
    if conditions.hasFrame { frame(using: &draw) }
  }

  /// Letters of two to four strokes between the nodes of a grid of 3 by 3.
  private mutating func printLine(using draw: inout SeededGenerator) {
    let letter = draw.uniform(14, 34) * scale
    let thickness = letter * draw.uniform(0.07, 0.11)
    let turned = draw.chance(0.3)
    var along = draw.uniform(0, 0.5) * Double(turned ? height : width)
    let across = draw.chance(0.5) ? draw.uniform(0.01, 0.08) : draw.uniform(0.05, 0.95)
    let base = across * Double(turned ? width : height)
    for _ in 0..<(6 + draw.index(below: 34)) {
      for _ in 0..<(2 + draw.index(below: 3)) {
        let from = (Double(draw.index(below: 3)) / 2, Double(draw.index(below: 3)) / 2)
        let to = (Double(draw.index(below: 3)) / 2, Double(draw.index(below: 3)) / 2)
        stroke(
          place(along + from.0 * letter * 0.7, base + from.1 * letter, turned),
          place(along + to.0 * letter * 0.7, base + to.1 * letter, turned), radius: thickness, 235)
      }
      along += letter * (draw.chance(0.15) ? 1.7 : 0.95)
    }
  }

  private func place(_ along: Double, _ across: Double, _ turned: Bool) -> SkinPoint {
    turned ? SkinPoint(x: across, y: Double(height) - along) : SkinPoint(x: along, y: across)
  }

  /// A pen that turns as it goes.
  private mutating func penStroke(using draw: inout SeededGenerator) {
    var p = SkinPoint(
      x: draw.uniform(0, 1) * Double(width), y: draw.uniform(0, 1) * Double(height))
    var heading = draw.uniform(0, 6.28)
    var bend = draw.normal(deviation: 0.05)
    let radius = draw.uniform(2, 4.5) * scale
    let darkness = UInt8(120 + draw.index(below: 130))
    for _ in 0..<(60 + draw.index(below: 260)) {
      dab(p.x, p.y, radius: radius, darkness)
      bend = 0.93 * bend + draw.normal(deviation: 0.02)
      heading += bend
      let step = Elementary.sincos(heading)
      p = SkinPoint(x: p.x + 2 * scale * step.cos, y: p.y + 2 * scale * step.sin)
    }
  }

  private mutating func rule(using draw: inout SeededGenerator) {
    let thickness = draw.uniform(1.5, 3.5) * scale
    if draw.chance(0.6) {
      let y = draw.chance(0.5) ? draw.uniform(0.0, 0.06) : draw.uniform(0.9, 1)
      let at = y * Double(height)
      stroke(
        SkinPoint(x: 0, y: at), SkinPoint(x: Double(width), y: at), radius: thickness, 240)
    } else {
      let at = draw.uniform(0, 1) * Double(width)
      stroke(
        SkinPoint(x: at, y: 0), SkinPoint(x: at, y: Double(height)), radius: thickness, 240)
    }
  }

  private mutating func punch(using draw: inout SeededGenerator) {
    dab(
      draw.uniform(0.1, 0.9) * Double(width), draw.uniform(0.2, 0.9) * Double(height),
      radius: draw.uniform(52, 68) * scale, 255)
  }

  private mutating func frame(using draw: inout SeededGenerator) {
    let depth = Int(draw.uniform(10, 40) * scale)
    let atBottom = draw.chance(0.6)
    for y in 0..<height {
      let isDark = atBottom ? y >= height - depth : y < depth / 2
      guard isDark else { continue }
      for x in 0..<width { blacken(x, y) }
    }
  }

  private mutating func stroke(
    _ from: SkinPoint, _ to: SkinPoint, radius: Double, _ darkness: UInt8
  ) {
    let steps = max(1, Int(from.distance(to: to) / max(1, radius * 0.7)))
    for step in 0...steps {
      let t = Double(step) / Double(steps)
      dab(from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t, radius: radius, darkness)
    }
  }
}
