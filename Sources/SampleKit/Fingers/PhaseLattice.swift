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

/// What each node hears from each neighbour: weight and phase step, fixed once for a flow.
struct PhaseLinks {
  private let columns: Int
  private let rows: Int
  private let offsets: [(dx: Int, dy: Int)]
  private var cosine: [Float]
  private var sine: [Float]
  private var sense: [Float]
  /// What `predict` said last.
  private(set) var sumReal: [Float]
  private(set) var sumImaginary: [Float]

  /// Reach of a neighbour's word along and across the ridge, 1/500 inch: longer along makes ridges
  /// run on, longer across makes the pattern more regular.
  static let along = 11.0
  static let across = 9.0

  init(_ lattice: PhaseLattice) {
    columns = lattice.columns
    rows = lattice.rows
    var offsets: [(dx: Int, dy: Int)] = []
    for dy in -Self.reach...Self.reach {
      for dx in -Self.reach...Self.reach where dx != 0 || dy != 0 { offsets.append((dx, dy)) }
    }
    self.offsets = offsets
    let count = lattice.columns * lattice.rows
    cosine = [Float](repeating: 0, count: count * offsets.count)
    sine = cosine
    sense = cosine
    sumReal = [Float](repeating: 0, count: count)
    sumImaginary = sumReal
    for (index, offset) in offsets.enumerated() {
      fill(index * count, offset, lattice)
    }
  }

  private static let reach = 2

  private mutating func fill(_ base: Int, _ offset: (dx: Int, dy: Int), _ lattice: PhaseLattice) {
    let dx = Double(offset.dx) * PhaseLattice.pitch
    let dy = Double(offset.dy) * PhaseLattice.pitch
    for row in 0..<rows where (0..<rows).contains(row + offset.dy) {
      for column in 0..<columns where (0..<columns).contains(column + offset.dx) {
        let node = row * columns + column
        let other = node + offset.dy * columns + offset.dx
        let kx = Double(lattice.waveX[node])
        let ky = Double(lattice.waveY[node])
        let ox = Double(lattice.waveX[other])
        let oy = Double(lattice.waveY[other])
        let same: Double = kx * ox + ky * oy >= 0 ? 1 : -1
        let step = 0.5 * ((kx + same * ox) * dx + (ky + same * oy) * dy)
        let weight = Self.weight(dx, dy, kx, ky)
        let turn = Elementary.sincos(step)
        cosine[base + node] = Float(weight * turn.cos)
        sine[base + node] = Float(weight * turn.sin)
        sense[base + node] = Float(same)
      }
    }
  }

  private static func weight(_ dx: Double, _ dy: Double, _ kx: Double, _ ky: Double) -> Double {
    let k = kx * kx + ky * ky
    let u = (dx * kx + dy * ky) * (dx * kx + dy * ky) / k
    let t = dx * dx + dy * dy - u
    let q = max(0, 1 - t / (along * along) - u / (across * across))
    return q * q
  }

  /// Sums the neighbours' predictions for every node.
  mutating func predict(_ real: [Float], _ imaginary: [Float]) {
    let count = columns * rows
    for node in 0..<count {
      sumReal[node] = 0
      sumImaginary[node] = 0
    }
    for (index, offset) in offsets.enumerated() {
      add(index * count, offset.dy * columns + offset.dx, real, imaginary)
    }
  }

  /// Adds what the neighbour `shift` places on says; rows that have no such neighbour weigh nothing.
  private mutating func add(_ base: Int, _ shift: Int, _ real: [Float], _ imaginary: [Float]) {
    for node in max(0, -shift)..<min(sumReal.count, sumReal.count - shift) {
      let c = cosine[base + node]
      let s = sine[base + node]
      let x = real[node + shift]
      let y = imaginary[node + shift] * sense[base + node]
      sumReal[node] += c * x + s * y
      sumImaginary[node] += c * y - s * x
    }
  }
}
