// SPDX-License-Identifier: Apache-2.0

internal import Imaging

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
