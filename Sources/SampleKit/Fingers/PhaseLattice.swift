// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The ridge pattern of a finger as a phase on a coarse lattice, grown until it follows the flow.
///
/// A ridge picture is cos(phase) with the phase running across the ridges (the AM-FM model of Larkin
/// and Fletcher, "A coherent framework for fingerprint analysis", 2007). Growth starts from random
/// phases; each step replaces a node by the mean of what its neighbours predict for it, a neighbour's
/// prediction being a plane wave of the local direction and period. That is the repeated oriented
/// filtering of Cappelli's SFinGe (2004) done on the demodulated wave, so a lattice step of nearly
/// half a period is fine enough. Where patches that grew apart meet out of step, the phase keeps a
/// vortex: a minutia, known exactly from the turn of the phase around it.
///
/// The sense of "across" is only known up to its sign, and no choice is smooth around a core or delta.
/// Each node therefore has a sense of its own, and a neighbour with the opposite one is conjugated.
struct PhaseLattice: Sendable {
  let columns: Int
  let rows: Int
  /// Wave vector per node, radians per 1/500 inch, y down.
  private(set) var waveX: [Float]
  private(set) var waveY: [Float]
  /// Wave per node; about unit length away from minutiae.
  private(set) var real: [Float]
  private(set) var imaginary: [Float]

  /// 1/500 inch between nodes: less than half of any ridge period.
  static let pitch = 4.0

  init(columns: Int, rows: Int, flow: RidgeFlow, seed: UInt64) {
    self.columns = columns
    self.rows = rows
    let count = columns * rows
    waveX = [Float](repeating: 0, count: count)
    waveY = waveX
    real = waveX
    imaginary = waveX
    var draw = SeededGenerator(seed: seed, stream: .growth)
    for row in 0..<rows {
      for column in 0..<columns {
        let node = row * columns + column
        let place = place(column, row)
        let (sine, cosine) = Elementary.sincos(flow.direction(at: place))
        let wave = 2 * Double.pi / flow.period(at: place)
        // Across the ridge (cos, -sin on a y-down plane): turned by 90 degrees.
        waveX[node] = Float(sine * wave)
        waveY[node] = Float(cosine * wave)
        let start = Elementary.sincos(draw.uniform(0, 2 * .pi))
        real[node] = Float(start.cos)
        imaginary[node] = Float(start.sin)
      }
    }
  }

  /// Skin coordinates of a node.
  func place(_ column: Int, _ row: Int) -> SkinPoint {
    SkinPoint(
      x: (Double(column) - Double(columns - 1) / 2) * Self.pitch,
      y: (Double(row) - Double(rows - 1) / 2) * Self.pitch)
  }

  /// Advances the phase of one node.
  mutating func turn(_ node: Int, by angle: Double) {
    let (sine, cosine) = Elementary.sincos(angle)
    let (x, y) = (real[node], imaginary[node])
    real[node] = x * Float(cosine) - y * Float(sine)
    imaginary[node] = x * Float(sine) + y * Float(cosine)
  }

  /// Lets the nodes follow their neighbours `steps` times, all of them or those of a mask.
  mutating func grow(steps: Int, links: inout PhaseLinks, where mask: [Bool]? = nil) {
    for _ in 0..<steps {
      links.predict(real, imaginary)
      for node in real.indices where mask?[node] ?? true {
        let (x, y) = (links.sumReal[node], links.sumImaginary[node])
        // The small constant lets the wave fade where predictions disagree: at a minutia.
        let length = (x * x + y * y).squareRoot() + 0.05
        real[node] = x / length
        imaginary[node] = y / length
      }
    }
  }
}
