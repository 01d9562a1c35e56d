// SPDX-License-Identifier: Apache-2.0

/// The first template's minutiae where an alignment and a displacement field put them in the second.
struct PredictedPlaces: ~Copyable {
  /// Under the rigid alignment alone, pixels.
  let x = Scratch<Float>(MinutiaColumns.capacity)
  let y = Scratch<Float>(MinutiaColumns.capacity)
  /// What the displacement field adds, pixels.
  let bendX = Scratch<Float>(MinutiaColumns.capacity)
  let bendY = Scratch<Float>(MinutiaColumns.capacity)
  /// Weight of all votes for that.
  let votes = Scratch<Float>(MinutiaColumns.capacity)
  /// Both together in quarter pixels, and the direction there.
  let quarterX = Scratch<Int16>(MinutiaColumns.capacity)
  let quarterY = Scratch<Int16>(MinutiaColumns.capacity)
  let angle = Scratch<Int16>(MinutiaColumns.capacity)
  /// Squared distance in quarter pixels under which a minutia counts as near; 0 for padding.
  let tolerance = Scratch<UInt16>(MinutiaColumns.capacity)

  /// Sets places and directions under an alignment, without bend.
  func place(_ m: MinutiaPointers, _ t: Alignment) {
    for i in 0..<m.lanes {
      let (mx, my) = (Float(m.x[i]) * 0.25, Float(m.y[i]) * 0.25)
      x.base[i] = (t.cosine * mx - t.sine * my) + t.shiftX
      y.base[i] = (t.sine * mx + t.cosine * my) + t.shiftY
      bendX.base[i] = 0
      bendY.base[i] = 0
      angle.base[i] = m.angle[i] &+ t.angle
    }
  }

  /// Rounds the bent places to quarter pixels.
  func quantize(_ lanes: Int) {
    for i in 0..<lanes {
      quarterX.base[i] = Self.quarters(x.base[i] + bendX.base[i])
      quarterY.base[i] = Self.quarters(y.base[i] + bendY.base[i])
    }
  }

  private static func quarters(_ pixels: Float) -> Int16 {
    let clamped = max(-29000, min(29000, pixels * 4))
    return Int16(Int32(clamped + 32768.5) - 32768)
  }

  /// The same tolerance in pixels for all.
  func allow(_ pixels: Float, _ m: MinutiaPointers) {
    let square = UInt16(16 * pixels * pixels) + 1
    for i in 0..<m.lanes { tolerance.base[i] = i < m.count ? square : 0 }
  }

  /// A tolerance that grows with the distance from minutia `root`.
  func allow(from root: Int, _ m: MinutiaPointers, _ p: ComparisonParameters) {
    for i in 0..<m.lanes {
      let dx = Float(m.x[i]) - Float(m.x[root])
      let dy = Float(m.y[i]) - Float(m.y[root])
      let reach = 4 * p.rootTolerance + p.rootGrowth * (dx * dx + dy * dy).squareRoot()
      let t = min(4 * p.rootLimit, reach)
      tolerance.base[i] = i < m.count ? UInt16(t * t) + 1 : 0
    }
  }
}

/// Which minutiae of the second template lie near the predicted places.
enum Nearness {
  /// Farthest that a coordinate difference counts, quarter pixels: two squares fit 16 bits.
  private static let cap = 180

  static func isNear(
    _ places: borrowing PredictedPlaces, _ i: Int, _ m: MinutiaPointers, _ j: Int,
    _ angleTolerance: UInt16
  ) -> Bool {
    let dx = UInt16(min(cap, abs(Int(m.x[j]) - Int(places.quarterX.base[i]))))
    let dy = UInt16(min(cap, abs(Int(m.y[j]) - Int(places.quarterY.base[i]))))
    let turn = (m.angle[j] &- places.angle.base[i]).magnitude
    return dx * dx + dy * dy < places.tolerance.base[i] && turn <= angleTolerance
  }

  /// Sum over the places of the best 50 + similarity among the minutiae near.
  static func support(
    _ places: borrowing PredictedPlaces, _ lanes: Int, _ m: MinutiaPointers,
    _ angleTolerance: UInt16,
    _ similarity: UnsafePointer<UInt8>, _ rowStride: Int
  ) -> Int32 {
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: MinutiaColumns.capacity) { best in
      best.initialize(repeating: 0)
      for j in 0..<m.count {
        for i in 0..<lanes where isNear(places, i, m, j, angleTolerance) {
          best[i] = max(best[i], 50 + Int16(similarity[j * rowStride + i]))
        }
      }
      return best[..<lanes].reduce(0) { $0 + Int32($1) }
    }
  }

  /// One bit per lane and minutia, `lanes / 32` words a minutia.
  static func mark(
    _ places: borrowing PredictedPlaces, _ lanes: Int, _ m: MinutiaPointers,
    _ angleTolerance: UInt16,
    _ out: UnsafeMutablePointer<UInt32>
  ) {
    let words = lanes / 32
    for j in 0..<m.count {
      for word in 0..<words {
        var bits: UInt32 = 0
        for lane in 0..<32 where isNear(places, 32 * word + lane, m, j, angleTolerance) {
          bits |= 1 << UInt32(lane)
        }
        out[j * words + word] = bits
      }
    }
  }
}
