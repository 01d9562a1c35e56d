// SPDX-License-Identifier: Apache-2.0

public import Biometrics

extension Canvas {
  /// Marks a minutia with a ring, red for an ending and blue for a fork, and a line in its direction;
  /// thick where the quality is high.
  public mutating func mark(_ minutia: Minutia) {
    let colour: Colour
    switch minutia.kind {
    case .ridgeEnding: colour = .red
    case .bifurcation: colour = .blue
    case .other: colour = .orange
    }
    let turn = Elementary.sincos(Double(minutia.angle) * .pi / 180)
    let direction = Point(Float(turn.cos), -Float(turn.sin))
    let centre = Point(minutia.x, minutia.y)
    let thickness = 0.5 + Float(minutia.quality) / 100
    ring(at: centre, radius: 3, colour, thickness: thickness)
    line(from: centre + 3 * direction, to: centre + 11 * direction, colour, thickness: thickness)
  }
}
