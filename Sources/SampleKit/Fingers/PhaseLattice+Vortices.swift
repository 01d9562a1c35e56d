// SPDX-License-Identifier: Apache-2.0

internal import Imaging

extension PhaseLattice {
  /// All squares around which the phase turns, as far from the rim as growth reaches.
  func vortices() -> [Vortex] {
    let edges = LatticeEdges(self)
    var found: [Vortex] = []
    for row in 1..<(rows - 2) {
      for column in 1..<(columns - 2) {
        let node = row * columns + column
        let turn = edges.winding(around: node, self)
        guard turn != 0 else { continue }
        var middle = place(column, row)
        middle.x += Self.pitch / 2
        middle.y += Self.pitch / 2
        found.append(Vortex(at: middle, waveX: waveX[node], waveY: waveY[node], turn: turn))
      }
    }
    return found
  }

  /// +1 when two nodes have the same sense of "across", -1 when one has to be turned round.
  func sense(_ a: Int, _ b: Int) -> Float {
    waveX[a] * waveX[b] + waveY[a] * waveY[b] >= 0 ? 1 : -1
  }
}

/// Growth of the phase from each node to the next on its right and the next below, in the sense of
/// the node: what the waves predict plus the nearest rest.
private struct LatticeEdges {
  private var right: [Double]
  private var down: [Double]

  init(_ lattice: PhaseLattice) {
    let count = lattice.columns * lattice.rows
    right = [Double](repeating: 0, count: count)
    down = right
    for node in 0..<(count - lattice.columns - 1) {
      right[node] = Self.step(lattice, node, node + 1, lattice.waveX)
      down[node] = Self.step(lattice, node, node + lattice.columns, lattice.waveY)
    }
  }

  /// Turns of the phase around the square right of and below a node.
  func winding(around node: Int, _ lattice: PhaseLattice) -> Int {
    let (next, below) = (node + 1, node + lattice.columns)
    let total =
      right[node] + Double(lattice.sense(node, next)) * down[next]
      - Double(lattice.sense(node, below)) * right[below] - down[node]
    return Int((total / (2 * .pi)).rounded())
  }

  private static func step(_ lattice: PhaseLattice, _ a: Int, _ b: Int, _ wave: [Float]) -> Double {
    let sense = lattice.sense(a, b)
    let predicted = 0.5 * PhaseLattice.pitch * Double(wave[a] + sense * wave[b])
    let turn = Elementary.sincos(predicted)
    let (ar, ai) = (Double(lattice.real[a]), Double(lattice.imaginary[a]))
    let (br, bi) = (Double(lattice.real[b]), Double(sense * lattice.imaginary[b]))
    let (re, im) = (ar * br + ai * bi, ar * bi - ai * br)
    return predicted
      + Elementary.atan2(im * turn.cos - re * turn.sin, re * turn.cos + im * turn.sin)
  }
}
