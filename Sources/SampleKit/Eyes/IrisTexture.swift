// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// What makes an iris one person's: fibres, collarette, crypts and furrows, on a ring from pupil to
/// limbus. Brightness goes from about -1 to 1.
struct IrisTexture: Sendable {
  private static let columns = 1024
  private static let rows = 96
  private let values: [Float]

  /// Grows the texture of a seed.
  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed, stream: .iris)
    let fibres = Fibres(&random)
    let collarette = Collarette(&random)
    let crypts = (0..<14 + random.index(below: 22)).map { _ in
      Crypt(near: collarette.depth, &random)
    }
    let furrows = Furrows(&random)
    values = (0..<Self.rows).flatMap { row -> [Float] in
      let depth = (Float(row) + 0.5) / Float(Self.rows)
      let close = crypts.filter { abs($0.depth - depth) < $0.height }
      return (0..<Self.columns).map { column in
        let turn = Float(column) / Float(Self.columns)
        var value = fibres.value(turn, depth) + furrows.value(turn, depth)
        value += collarette.value(turn, depth)
        for crypt in close { value -= crypt.value(turn, depth) }
        return value
      }
    }
  }

  /// Brightness at a share of a turn and a depth of 0 (pupil) to 1 (limbus).
  func callAsFunction(_ turn: Float, _ depth: Float) -> Float {
    let u = (turn - turn.rounded(.down)) * Float(Self.columns)
    let v = min(max(depth, 0), 1) * Float(Self.rows - 1)
    let (i, j) = (min(Int(u), Self.columns - 1), min(Int(v), Self.rows - 2))
    let (x, y) = (u - Float(i), v - Float(j))
    let next = (i + 1) % Self.columns
    let top = PolarNoise.mix(values[j * Self.columns + i], values[j * Self.columns + next], x)
    let below = (j + 1) * Self.columns
    let bottom = PolarNoise.mix(values[below + i], values[below + next], x)
    return PolarNoise.mix(top, bottom, y)
  }
}

/// Fibres run from the pupil outwards and waver.
private struct Fibres {
  private let layers: [(noise: PolarNoise, weight: Float)]
  private let waver: PolarNoise

  init(_ random: inout SeededGenerator) {
    let shapes: [(Int, Int, Float)] = [(22, 3, 0.3), (46, 4, 0.5), (92, 6, 0.5), (180, 9, 0.3)]
    layers = shapes.map { (PolarNoise(columns: $0.0, rows: $0.1, &random), $0.2) }
    waver = PolarNoise(columns: 18, rows: 6, &random)
  }

  func value(_ turn: Float, _ depth: Float) -> Float {
    let bent = turn + 0.008 * waver(turn, depth)
    return layers.reduce(0) { $0 + $1.weight * $1.noise(bent, depth) }
  }
}

/// The zig-zag line between the pupil's zone and the rest: a bright ridge, with a darker zone inside.
private struct Collarette {
  let depth: Float
  private let zigzag: PolarNoise
  private let fine: PolarNoise

  init(_ random: inout SeededGenerator) {
    depth = Float(random.uniform(0.22, 0.36))
    zigzag = PolarNoise(columns: 26, rows: 1, &random)
    fine = PolarNoise(columns: 70, rows: 1, &random)
  }

  func value(_ turn: Float, _ depth: Float) -> Float {
    let line = self.depth + 0.05 * zigzag(turn, 0) + 0.02 * fine(turn, 0)
    let off = (depth - line) / 0.06
    let ridge = max(0, 1 - off * off)
    let inside: Float = depth < line ? -0.25 : 0
    return 0.55 * ridge + inside
  }
}

/// A dark oval opening between fibres.
private struct Crypt {
  private let turn: Float
  let depth: Float
  private let width: Float
  let height: Float
  private let strength: Float

  init(near collarette: Float, _ random: inout SeededGenerator) {
    turn = Float(random.unit())
    depth = collarette + Float(random.uniform(-0.08, 0.35))
    width = Float(random.uniform(0.006, 0.02))
    height = Float(random.uniform(0.05, 0.13))
    strength = Float(random.uniform(0.4, 1.1))
  }

  func value(_ turn: Float, _ depth: Float) -> Float {
    var along = turn - self.turn
    along -= along.rounded()
    let (x, y) = (along / width, (depth - self.depth) / height)
    let inside = 1 - x * x - y * y
    return inside > 0 ? strength * min(1, 2 * inside) : 0
  }
}

/// Folds around the outer part, each along a part of the turn.
private struct Furrows {
  private let depths: [Float]
  private let presence: PolarNoise

  init(_ random: inout SeededGenerator) {
    depths = (0..<2 + random.index(below: 4)).map { _ in Float(random.uniform(0.5, 0.92)) }
    presence = PolarNoise(columns: 7, rows: 5, &random)
  }

  func value(_ turn: Float, _ depth: Float) -> Float {
    depths.reduce(0) { sum, place in
      let off = (depth - place) / 0.025
      guard abs(off) < 2 else { return sum }
      let profile = off * max(0, 1 - off * off / 4)
      return sum + 0.35 * profile * max(0, presence(turn, place))
    }
  }
}
