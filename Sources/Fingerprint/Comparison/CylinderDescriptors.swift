// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Binary minutia cylinders: where the neighbours of a minutia are and where they point.
///
/// A grid of 16x16 cells turns with the minutia; six layers stand for sections of direction. Each
/// neighbour sets a disc in the layers near its own direction (after Cappelli, Ferrara, Maltoni:
/// Minutia Cylinder-Code, 2010, with discs in place of thresholded Gaussians).
struct CylinderDescriptors: Sendable {
  static let layers = 6
  /// Words of a minutia: four per layer, then four that tell which cells are valid.
  static let stride = 4 * layers + 4
  /// Pixels around a minutia that its cylinder covers.
  private static let radius: Float = 70
  /// Pixels a side of a cell.
  private static let cell: Float = 2 * radius / 16
  /// Farthest disc beyond the radius that still touches it, pixels.
  private static let reach: Float = radius + 12

  let words: [UInt64]

  init(_ minutiae: MinutiaColumns, _ coverage: Coverage) {
    let table = CosineTable()
    let discs = DiscRadii()
    var words: [UInt64] = []
    words.reserveCapacity(minutiae.count * Self.stride)
    minutiae.withPointers { m in
      for i in 0..<m.count {
        let pose = Pose(m, i, table)
        var cylinder = [UInt64](repeating: 0, count: Self.stride)
        for j in 0..<m.count where j != i { Self.stamp(m, j, pose, discs, &cylinder) }
        Self.validate(pose, coverage, &cylinder)
        words += cylinder
      }
    }
    self.words = words
  }

  /// Place and direction that a cylinder is built around.
  private struct Pose {
    let x, y, cosine, sine: Float
    let angle: Int16

    init(_ m: MinutiaPointers, _ index: Int, _ table: CosineTable) {
      (x, y) = m.place(index)
      angle = m.angle[index]
      cosine = table.cosine(angle)
      sine = table.sine(angle)
    }
  }

  /// Sets the discs of one neighbour.
  private static func stamp(
    _ m: MinutiaPointers, _ j: Int, _ pose: Pose, _ discs: DiscRadii, _ cylinder: inout [UInt64]
  ) {
    let (x, y) = m.place(j)
    let (dx, dy) = (x - pose.x, y - pose.y)
    guard dx * dx + dy * dy <= reach * reach else { return }
    let u = (pose.cosine * dx + pose.sine * dy) / cell + 7.5
    let v = (pose.cosine * dy - pose.sine * dx) / cell + 7.5
    for layer in 0..<layers {
      let radius = discs.radius(m.angle[j] &- pose.angle, layer) / cell
      guard radius > 0 else { continue }
      let top = max(0, Int((v - radius).rounded(.up)))
      let bottom = min(15, Int((v + radius).rounded(.down)))
      guard top <= bottom else { continue }
      for row in top...bottom {
        let rest = radius * radius - (Float(row) - v) * (Float(row) - v)
        let half = max(0, rest).squareRoot()
        let left = max(0, Int((u - half).rounded(.up)))
        let right = min(15, Int((u + half).rounded(.down)))
        guard left <= right else { continue }
        let run = (UInt64(2) << UInt64(right)) - (UInt64(1) << UInt64(left))
        cylinder[4 * layer + row / 4] |= run << UInt64(row % 4 * 16)
      }
    }
  }

  /// Marks the cells inside the circle and the coverage, and clears the others in all layers.
  private static func validate(_ pose: Pose, _ coverage: Coverage, _ cylinder: inout [UInt64]) {
    for row in 0..<16 {
      for column in 0..<16 {
        let (u, v) = ((Float(column) - 7.5) * cell, (Float(row) - 7.5) * cell)
        guard u * u + v * v <= radius * radius else { continue }
        let x = pose.x + pose.cosine * u - pose.sine * v
        let y = pose.y + pose.sine * u + pose.cosine * v
        guard coverage.contains(x: x, y: y) else { continue }
        cylinder[4 * layers + row / 4] |= 1 << UInt64(row % 4 * 16 + column)
      }
    }
    for word in 0..<4 * layers { cylinder[word] &= cylinder[4 * layers + word % 4] }
  }
}

/// Radius of the disc that a neighbour sets in each layer, by the difference of directions.
private struct DiscRadii {
  /// Spread of places, pixels (28/3 in the paper's units), and of directions, radians (40 degrees).
  private static let placeSpread = 28.0 / 3
  private static let angleSpread = 2 * Double.pi / 9
  /// Least contribution that sets a bit.
  private static let threshold = 0.01
  private static let steps = 256

  private let radii: [Float]

  init() {
    radii = (0..<Self.steps).flatMap { step in
      (0..<CylinderDescriptors.layers).map { layer in
        let difference = 2 * .pi * Double(step) / Double(Self.steps)
        let centre = -.pi + (Double(layer) + 0.5) * .pi / 3
        return Self.radius(offset: difference - centre)
      }
    }
  }

  func radius(_ difference: Int16, _ layer: Int) -> Float {
    let step = Int(UInt16(bitPattern: difference &+ 128) >> 8)
    return radii[step * CylinderDescriptors.layers + layer]
  }

  private static func radius(offset: Double) -> Float {
    let e = offset - 2 * .pi * (offset / (2 * .pi)).rounded()
    let share = cumulative(e + .pi / 6) - cumulative(e - .pi / 6)
    let weight = share / (placeSpread * 2.5066282746310002)
    guard weight > threshold else { return 0 }
    return Float(placeSpread * (2 * Elementary.log(weight / threshold)).squareRoot())
  }

  /// Normal distribution function of an angle (Abramowitz and Stegun 26.2.17).
  private static func cumulative(_ angle: Double) -> Double {
    let z = abs(angle) / angleSpread
    let t = 1 / (1 + 0.2316419 * z)
    var tail = 1.330274429
    for coefficient in [-1.821255978, 1.781477937, -0.356563782, 0.319381530] {
      tail = tail * t + coefficient
    }
    tail *= t * Elementary.exp(-z * z / 2) * 0.3989422804014327
    return angle < 0 ? tail : 1 - tail
  }
}
