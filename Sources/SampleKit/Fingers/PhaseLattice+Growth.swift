// SPDX-License-Identifier: Apache-2.0

extension PhaseLattice {
  /// Grows the pattern of a finger: until it is as rich in minutiae as a real one, then on in the few
  /// places where two opposite minutiae lie too close to be told apart.
  static func grown(along flow: RidgeFlow, area: FingerArea, seed: UInt64) -> PhaseLattice {
    var lattice = PhaseLattice(
      columns: area.width / Int(pitch) + 2, rows: area.height / Int(pitch) + 2, flow: flow,
      seed: seed)
    var links = PhaseLinks(lattice)
    lattice.grow(steps: flow.growthSteps, links: &links)
    lattice.separate(&links)
    lattice.roughen(seed: seed)
    return lattice
  }

  /// Makes the ridges waver a little: no skin is as even as a wave.
  private mutating func roughen(seed: UInt64) {
    var draw = SeededGenerator(seed: seed, stream: .waver)
    for node in real.indices { turn(node, by: draw.normal(deviation: Self.waver)) }
  }

  /// Deviation of the wavering, radians of phase: 0.3 moves a ridge's middle by a twentieth of the
  /// period; above 0.6 false vortices would appear.
  private static let waver = 0.3

  /// Grows on around opposite vortices that are closer than a human would mark apart.
  private mutating func separate(_ links: inout PhaseLinks) {
    for _ in 0..<6 {
      let close = closePairs()
      if close.isEmpty { return }
      let mask = self.mask(around: close, radius: 22)
      grow(steps: 12, links: &links, where: mask)
    }
  }

  /// Middles of pairs that could undo each other.
  private func closePairs() -> [SkinPoint] {
    let all = vortices()
    var middles: [SkinPoint] = []
    for (index, a) in all.enumerated() {
      for b in all[(index + 1)...]
      where a.cancels(b, along: Self.clearAlong, across: Self.clearAcross) {
        middles.append(
          SkinPoint(x: (a.place.x + b.place.x) / 2, y: (a.place.y + b.place.y) / 2))
      }
    }
    return middles
  }

  /// Room that growth makes between opposite vortices, 1/500 inch: two ridge periods along the ridge
  /// and one across. Less leaves more islands and short bridges, which examiners read differently.
  private static let clearAlong = 18.0
  private static let clearAcross = 10.0

  private func mask(around places: [SkinPoint], radius: Double) -> [Bool] {
    var mask = [Bool](repeating: false, count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let here = place(column, row)
        mask[row * columns + column] = places.contains { $0.distance(to: here) < radius }
      }
    }
    return mask
  }
}
