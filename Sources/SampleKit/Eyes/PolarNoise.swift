// SPDX-License-Identifier: Apache-2.0

/// Smooth random surface on a ring: periodic along the angle, about -1...1.
struct PolarNoise: Sendable {
  private let columns: Int
  private let rows: Int
  private let lattice: [Float]

  /// Takes how many blobs there are around the ring and from its inside to its outside.
  init(columns: Int, rows: Int, _ random: inout SeededGenerator) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    lattice = (0..<self.columns * (self.rows + 1)).map { _ in Float(random.uniform(-1, 1)) }
  }

  /// The surface at a share of a turn, any number, and a depth of 0...1.
  func callAsFunction(_ turn: Float, _ depth: Float) -> Float {
    let u = (turn - turn.rounded(.down)) * Float(columns)
    let v = min(max(depth, 0), 1) * Float(rows)
    let (i, j) = (min(Int(u), columns - 1), min(Int(v), rows - 1))
    let (x, y) = (Self.step(u - Float(i)), Self.step(v - Float(j)))
    let next = (i + 1) % columns
    let top = Self.mix(lattice[j * columns + i], lattice[j * columns + next], x)
    let bottom = Self.mix(lattice[(j + 1) * columns + i], lattice[(j + 1) * columns + next], x)
    return Self.mix(top, bottom, y)
  }

  static func step(_ t: Float) -> Float { t * t * (3 - 2 * t) }
  static func mix(_ a: Float, _ b: Float, _ t: Float) -> Float { a + (b - a) * t }
}
