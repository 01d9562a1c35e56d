// SPDX-License-Identifier: Apache-2.0

/// What the ridges around each minutia do: 64 orientation samples on four circles, relative to the
/// minutia's direction.
///
/// It replaces the minutia cylinder where there is an orientation field: cheaper and better.
struct FlowDescriptors: Sendable {
  /// Samples of a minutia.
  static let samples = 64
  /// Radius in pixels and number of samples of each circle.
  private static let circles: [(radius: Float, count: Int)] = [
    (18, 8), (36, 16), (54, 20), (74, 20),
  ]
  /// Shortest vector (half confidence) whose angle is used.
  private static let shortest: Float = 20

  /// Sample by sample, a lane a minutia: rows of angles, then rows of 255 where the sample is valid
  /// and 0 where it is not.
  let bySample: [UInt8]
  /// Minutia by minutia: angles, then validities.
  let byMinutia: [UInt8]

  init(_ minutiae: MinutiaColumns, _ field: FlowField) {
    let table = CosineTable()
    let offsets = Self.offsets(table)
    let (lanes, stride) = (minutiae.lanes, 2 * Self.samples)
    var bySample = [UInt8](repeating: 0, count: stride * lanes)
    var byMinutia = [UInt8](repeating: 0, count: stride * minutiae.count)
    minutiae.withPointers { m in
      for i in 0..<m.count {
        let (x, y) = m.place(i)
        let (c, s) = (table.cosine(m.angle[i]), table.sine(m.angle[i]))
        for (k, offset) in offsets.enumerated() {
          let sampleX = x + c * offset.x - s * offset.y
          let sampleY = y + s * offset.x + c * offset.y
          guard let v = field.vector(x: sampleX, y: sampleY, shortest: Self.shortest) else {
            continue
          }
          // Half the doubled angle against the direction, 256 steps to half a turn.
          let relative = (Int(BinaryAngle.of(x: v.x, y: v.y)) - 2 * Int(m.angle[i])) >> 8
          byMinutia[i * stride + k] = UInt8(truncatingIfNeeded: relative)
          byMinutia[i * stride + Self.samples + k] = 255
        }
        for k in 0..<stride { bySample[k * lanes + i] = byMinutia[i * stride + k] }
      }
    }
    self.bySample = bySample
    self.byMinutia = byMinutia
  }

  private static func offsets(_ table: CosineTable) -> [(x: Float, y: Float)] {
    circles.flatMap { circle in
      (0..<circle.count).map { k in
        let angle = Int16(truncatingIfNeeded: 65536 * k / circle.count)
        return (circle.radius * table.cosine(angle), circle.radius * table.sine(angle))
      }
    }
  }
}
