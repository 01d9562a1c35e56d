// SPDX-License-Identifier: Apache-2.0

/// One lattice cell at raster resolution: the plane waves of nine nodes, blended by quadratic splines.
///
/// It spans from half a step before its node to half a step behind; neighbouring cells share their
/// border samples and agree on them, so each square of four samples belongs to one cell and the turn
/// of the phase around it is counted once, in the sense of the cell's node.
struct RasterCell {
  /// Raster pixels from cell to cell.
  static let side = 8

  private var real = [Float](repeating: 0, count: 81)
  private var imaginary = [Float](repeating: 0, count: 81)

  /// Computes the cell of a node that has all its eight neighbours.
  mutating func evaluate(_ lattice: PhaseLattice, _ column: Int, _ row: Int) {
    let node = row * lattice.columns + column
    for i in 0..<81 {
      real[i] = 0
      imaginary[i] = 0
    }
    for dy in -1...1 {
      for dx in -1...1 {
        add(lattice, node, node + dy * lattice.columns + dx, dx, dy)
      }
    }
  }

  private mutating func add(
    _ lattice: PhaseLattice, _ node: Int, _ other: Int, _ dx: Int, _ dy: Int
  ) {
    let (kx, ky) = (lattice.waveX[other], lattice.waveY[other])
    let sense = lattice.sense(node, other)
    let columns = AxisWave(kx, offset: dx)
    let rows = AxisWave(ky, offset: dy)
    let (zr, zi) = (lattice.real[other], lattice.imaginary[other])
    for y in 0..<9 {
      let (c, s) = (rows.cosine[y], rows.sine[y])
      let (pr, pi) = (zr * c - zi * s, zr * s + zi * c)
      for x in 0..<9 {
        let (a, b) = (columns.cosine[x], columns.sine[x])
        real[y * 9 + x] += pr * a - pi * b
        imaginary[y * 9 + x] += sense * (pr * b + pi * a)
      }
    }
  }

  /// Writes the cell's 8x8 ridge heights; near a minutia the wave is short and the height fades.
  func store(into heights: inout [Float], at origin: Int, stride: Int) {
    for y in 0..<Self.side {
      for x in 0..<Self.side {
        let (a, b) = (real[y * 9 + x], imaginary[y * 9 + x])
        heights[origin + y * stride + x] = a / (a * a + b * b + 0.06).squareRoot()
      }
    }
  }

  /// The cell's squares that the phase turns around.
  func vortices(_ lattice: PhaseLattice, _ column: Int, _ row: Int) -> [Vortex] {
    let node = row * lattice.columns + column
    let centre = lattice.place(column, row)
    let step = PhaseLattice.pitch / Double(Self.side)
    var found: [Vortex] = []
    for y in 0..<Self.side {
      for x in 0..<Self.side {
        let turn = winding(y * 9 + x)
        guard turn != 0 else { continue }
        let place = SkinPoint(
          x: centre.x + (Double(x) - 3.5) * step, y: centre.y + (Double(y) - 3.5) * step)
        found.append(
          Vortex(at: place, waveX: lattice.waveX[node], waveY: lattice.waveY[node], turn: turn))
      }
    }
    return found
  }

  /// Turns of the phase around the square right of and below a sample, counter-clockwise as seen.
  private func winding(_ sample: Int) -> Int {
    // Clockwise as seen, for y grows downwards.
    let turn =
      crossing(sample, sample + 1) + crossing(sample + 1, sample + 10)
      + crossing(sample + 10, sample + 9) + crossing(sample + 9, sample)
    return -turn
  }

  /// Whether the wave crosses the positive real axis from one sample to the next: +1 upwards.
  private func crossing(_ a: Int, _ b: Int) -> Int {
    let (y0, y1) = (imaginary[a], imaginary[b])
    guard (y0 > 0) != (y1 > 0) else { return 0 }
    guard real[a] + y0 / (y0 - y1) * (real[b] - real[a]) > 0 else { return 0 }
    return y1 > 0 ? 1 : -1
  }
}

/// The plane wave of a node along one axis at the nine samples of a cell `offset` nodes away, times
/// the node's spline weight there.
private struct AxisWave {
  private(set) var cosine = [9 of Float](repeating: 0)
  private(set) var sine = [9 of Float](repeating: 0)

  init(_ wave: Float, offset: Int) {
    let pitch = Float(PhaseLattice.pitch)
    let start = -0.5 * pitch - Float(offset) * pitch
    let step = pitch / Float(RasterCell.side)
    let turn = Self.sincos(wave * step)
    var (s, c) = Self.sincos(wave * start)
    for i in 0..<9 {
      let weight = Self.spline(abs(start + Float(i) * step) / pitch)
      cosine[i] = weight * c
      sine[i] = weight * s
      (s, c) = (s * turn.cos + c * turn.sin, c * turn.cos - s * turn.sin)
    }
  }

  private static func spline(_ t: Float) -> Float {
    t < 0.5 ? 0.75 - t * t : 0.5 * max(0, 1.5 - t) * max(0, 1.5 - t)
  }

  /// Taylor series, good to 1e-4 for the angles that occur: up to 6 * 2 pi / 8 = 4.8.
  private static func sincos(_ x: Float) -> (sin: Float, cos: Float) {
    let q = x * x
    var (s, c): (Float, Float) = (1, 1)
    for k in 0..<8 {
      let n = Float(16 - 2 * k)
      c = 1 - c * q / (n * (n - 1))
      s = 1 - s * q / (n * (n + 1))
    }
    return (x * s, c)
  }
}
