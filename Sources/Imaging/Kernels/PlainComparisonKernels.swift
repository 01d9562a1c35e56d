// SPDX-License-Identifier: Apache-2.0

/// The loops of `ComparisonKernels` in plain Swift: their specification.
struct PlainComparisonKernels: ComparisonKernels {
  func flowSimilarity(
    _ a: UnsafePointer<UInt8>, lanesA: Int, _ b: UnsafePointer<UInt8>, countB: Int,
    out: UnsafeMutablePointer<UInt8>
  ) {
    for j in 0..<countB {
      for i in 0..<lanesA {
        var (total, common) = (0, 0)
        for first in stride(from: 0, to: 64, by: 4) {
          let turns = (first..<first + 4).map { k -> Int in
            guard a[(64 + k) * lanesA + i] & b[128 * j + 64 + k] != 0 else { return 0 }
            common += 1
            let turn = a[k * lanesA + i] &- b[128 * j + k]
            return Int(Int8(bitPattern: turn).magnitude)
          }
          total += Self.mean(Self.mean(turns[0], turns[1]), Self.mean(turns[2], turns[3]))
        }
        let score = 100.5 - Float(total) * (6.25 / Float(max(1, common)))
        out[j * lanesA + i] = common < 12 ? 0 : UInt8(max(0, score))
      }
    }
  }

  private static func mean(_ a: Int, _ b: Int) -> Int { (a + b + 1) >> 1 }

  func cylinderSimilarity(
    _ a: UnsafePointer<UInt64>, countA: Int, _ b: UnsafePointer<UInt64>, countB: Int,
    rowStride: Int, out: UnsafeMutablePointer<UInt8>
  ) {
    for j in 0..<countB {
      for i in 0..<rowStride {
        out[j * rowStride + i] = i < countA ? cylinderSimilarity(a + 28 * i, b + 28 * j) : 0
      }
    }
  }

  private func cylinderSimilarity(
    _ p: UnsafePointer<UInt64>, _ q: UnsafePointer<UInt64>
  ) -> UInt8 {
    var (cells, differing, both) = (0, 0, 0)
    for word in 0..<4 {
      let valid = p[24 + word] & q[24 + word]
      cells += valid.nonzeroBitCount
      for layer in 0..<6 {
        differing += ((p[4 * layer + word] ^ q[4 * layer + word]) & valid).nonzeroBitCount
        both += (p[4 * layer + word] & q[4 * layer + word]).nonzeroBitCount
      }
    }
    let set = differing + 2 * both
    guard cells >= 70, set >= 24 else { return 0 }
    let score = 200.5 - 200 * (Float(differing) / (2 * Float(set))).squareRoot()
    return UInt8(max(0, score))
  }

  func penaliseTurns(
    _ a: MinutiaLanes, _ b: MinutiaLanes, beyond most: UInt16, by penalty: UInt8,
    similarity: UnsafeMutablePointer<UInt8>
  ) {
    for j in 0..<b.count {
      let row = similarity + j * a.lanes
      for i in 0..<a.lanes where (a.angle[i] &- b.angle[j]).magnitude > most {
        row[i] = max(row[i], penalty) - penalty
      }
    }
  }

  func countAtLeast(_ least: UInt8, of bytes: UnsafePointer<UInt8>, count: Int) -> Int {
    (0..<count).reduce(0) { bytes[$1] >= least ? $0 + 1 : $0 }
  }

  func markAtLeast(
    _ least: UInt8, of bytes: UnsafePointer<UInt8>, count: Int, out: UnsafeMutablePointer<UInt32>
  ) {
    for word in 0..<count / 32 {
      var bits: UInt32 = 0
      for k in 0..<32 where bytes[32 * word + k] >= least { bits |= 1 << UInt32(k) }
      out[word] = bits
    }
  }

  func place(
    _ m: MinutiaLanes, by t: PlaneMotion, x: UnsafeMutablePointer<Float>,
    y: UnsafeMutablePointer<Float>, angle: UnsafeMutablePointer<Int16>
  ) {
    for i in 0..<m.lanes {
      let (px, py) = (Float(m.x[i]) * 0.25, Float(m.y[i]) * 0.25)
      x[i] = (t.cosine * px - t.sine * py) + t.shiftX
      y[i] = (t.sine * px + t.cosine * py) + t.shiftY
      angle[i] = m.angle[i] &+ t.angle
    }
  }

  func reach(_ m: MinutiaLanes, _ reach: MinutiaReach, out: UnsafeMutablePointer<UInt16>) {
    for i in 0..<m.lanes { out[i] = Self.squaredReach(m, i, reach) }
  }

  private static func squaredReach(_ m: MinutiaLanes, _ i: Int, _ r: MinutiaReach) -> UInt16 {
    let dx = Float(m.x[i]) - Float(m.x[r.root])
    let dy = Float(m.y[i]) - Float(m.y[r.root])
    let t = min(r.limit, r.base + r.growth * (dx * dx + dy * dy).squareRoot())
    return i < m.count ? UInt16(t * t) + 1 : 0
  }

  func roundPlaces(
    _ lanes: Int, x: UnsafePointer<Float>, y: UnsafePointer<Float>, bendX: UnsafePointer<Float>,
    bendY: UnsafePointer<Float>, outX: UnsafeMutablePointer<Int16>,
    outY: UnsafeMutablePointer<Int16>
  ) {
    for i in 0..<lanes {
      outX[i] = Self.quarters((x[i] + bendX[i]) * 4)
      outY[i] = Self.quarters((y[i] + bendY[i]) * 4)
    }
  }

  private static func quarters(_ value: Float) -> Int16 {
    Int16(Int32(max(-29000, min(29000, value)) + 32768.5) - 32768)
  }

  func support(
    _ a: MinutiaLanes, _ lanes: Range<Int>, by t: PlaneMotion, _ reach: MinutiaReach,
    _ b: MinutiaLanes, angleTolerance: UInt16, similarity: UnsafePointer<UInt8>, rowStride: Int
  ) -> Int {
    lanes.reduce(0) { total, i in
      let (px, py) = (Float(a.x[i]) * 0.25, Float(a.y[i]) * 0.25)
      let x = (t.cosine * px - t.sine * py) + t.shiftX
      let y = (t.sine * px + t.cosine * py) + t.shiftY
      let place = Place(
        x: Self.quarters(x * 4), y: Self.quarters(y * 4), angle: a.angle[i] &+ t.angle,
        tolerance: Self.squaredReach(a, i, reach))
      let near = (0..<b.count).filter { place.isNear(b, $0, angleTolerance) }
      return total + (near.map { 50 + Int(similarity[$0 * rowStride + i]) }.max() ?? 0)
    }
  }

  func markNear(
    _ places: PlaceLanes, _ m: MinutiaLanes, angleTolerance: UInt16,
    out: UnsafeMutablePointer<UInt32>
  ) {
    let words = places.lanes / 32
    for j in 0..<m.count {
      for word in 0..<words {
        var bits: UInt32 = 0
        for lane in 0..<32
        where Place(places, 32 * word + lane).isNear(m, j, angleTolerance) {
          bits |= 1 << UInt32(lane)
        }
        out[j * words + word] = bits
      }
    }
  }

  /// One predicted place.
  private struct Place {
    let x, y, angle: Int16
    let tolerance: UInt16

    init(x: Int16, y: Int16, angle: Int16, tolerance: UInt16) {
      (self.x, self.y, self.angle, self.tolerance) = (x, y, angle, tolerance)
    }

    init(_ places: PlaceLanes, _ i: Int) {
      self.init(
        x: places.x[i], y: places.y[i], angle: places.angle[i], tolerance: places.tolerance[i])
    }

    /// Differences count up to 180 quarter pixels, so that two squares fit 16 bits.
    func isNear(_ m: MinutiaLanes, _ j: Int, _ angleTolerance: UInt16) -> Bool {
      let dx = min(180, abs(Int(m.x[j]) - Int(x)))
      let dy = min(180, abs(Int(m.y[j]) - Int(y)))
      let turn = (m.angle[j] &- angle).magnitude
      return dx * dx + dy * dy < Int(tolerance) && turn <= angleTolerance
    }
  }

  func displace(
    _ votes: DisplacementVotes, lanes: Int, x: UnsafePointer<Float>, y: UnsafePointer<Float>,
    inverse: Float, stiffness: Float, outX: UnsafeMutablePointer<Float>,
    outY: UnsafeMutablePointer<Float>, weight: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<lanes {
      var (sum, sumX, sumY): (Float, Float, Float) = (stiffness, 0, 0)
      for k in 0..<votes.count {
        let (dx, dy) = (votes.x[k] - x[i], votes.y[k] - y[i])
        let d = 1 + (dx * dx + dy * dy) * inverse
        let w = votes.weight[k] / (d * d)
        sum += w
        sumX += w * votes.shiftX[k]
        sumY += w * votes.shiftY[k]
      }
      outX[i] = sumX / sum
      outY[i] = sumY / sum
      weight[i] = sum
    }
  }

  func bendBlock(
    _ map: RidgeMapWords, corners: UnsafePointer<Int32>, ridges: UnsafeMutablePointer<UInt16>,
    foreground: UnsafeMutablePointer<UInt16>, stride: Int
  ) {
    for row in 0..<16 {
      var (r, f): (UInt16, UInt16) = (0, 0)
      for column in 0..<16 {
        guard let cell = Self.bend(map, corners, row: row & 12 + 2, column: column & 12 + 2),
          let at = Self.bend(map, corners, row: row, column: column)
        else { continue }
        let isCovered = map.cells[(cell.y >> 2) * map.cellStride + cell.x >> 7]
        let isRidge = map.ridges[at.y * map.ridgeStride + at.x >> 5]
        let covered = UInt16(isCovered >> UInt32(cell.x >> 2 & 31) & 1)
        f |= covered << UInt16(column)
        r |= (UInt16(isRidge >> UInt32(at.x & 31) & 1) & covered) << UInt16(column)
      }
      ridges[row * stride] = r
      foreground[row * stride] = f
    }
  }

  /// Where a sample of a block lies in the map; nil outside.
  private static func bend(
    _ map: RidgeMapWords, _ c: UnsafePointer<Int32>, row: Int, column: Int
  ) -> (x: Int, y: Int)? {
    let (row, column) = (Int32(row), Int32(column))
    let (leftX, leftY) = (c[0] + (c[4] - c[0]) / 16 * row, c[1] + (c[5] - c[1]) / 16 * row)
    let (rightX, rightY) = (c[2] + (c[6] - c[2]) / 16 * row, c[3] + (c[7] - c[3]) / 16 * row)
    let x = Int((leftX + column * ((rightX - leftX) / 16)) >> 16)
    let y = Int((leftY + column * ((rightY - leftY) / 16)) >> 16)
    return x >= 0 && y >= 0 && x < map.columns && y < map.rows ? (x, y) : nil
  }

  func correlate(
    ridgesA: UnsafePointer<UInt32>, foregroundA: UnsafePointer<UInt32>,
    ridgesB: UnsafePointer<UInt32>, foregroundB: UnsafePointer<UInt32>,
    out: UnsafeMutablePointer<Float>
  ) {
    var common = 0
    for k in 0..<24 { common += (foregroundA[k] & foregroundB[k + 3] >> 3).nonzeroBitCount }
    let scale = 2 / Float(common)
    for v in 0..<7 {
      for u in 0..<7 {
        var differing = 0
        for k in 0..<24 {
          let unequal = (ridgesB[k + v] >> UInt32(u)) ^ ridgesA[k]
          let counted = foregroundB[k + v] >> UInt32(u) & foregroundA[k]
          differing += (unequal & counted).nonzeroBitCount
        }
        out[8 * v + u] = max(-1, 1 - scale * Float(differing))
      }
      out[8 * v + 7] = -9
    }
  }

  func spreadMaximum(
    _ volumes: UnsafePointer<Float>, count: Int, out: UnsafeMutablePointer<Float>
  ) {
    for t in 0..<count {
      let volume = volumes + 56 * t
      for v in 0..<7 {
        for u in 0..<7 {
          var best: Float = -9
          for y in max(0, v - 1)...min(6, v + 1) {
            for x in max(0, u - 1)...min(6, u + 1) { best = max(best, volume[8 * y + x]) }
          }
          out[56 * t + 8 * v + u] = best
        }
        out[56 * t + 8 * v + 7] = -9
      }
    }
  }

  func agree(
    raw: UnsafePointer<Float>, spread: UnsafePointer<Float>, neighbours: UnsafePointer<Int32>,
    count: Int, current: UnsafeMutablePointer<Float>
  ) {
    for t in 0..<count {
      let list = neighbours + 9 * t
      let known = Int(list[0])
      for k in 56 * t..<56 * t + 56 {
        guard known > 0 else {
          current[k] = 0.5 * raw[k] + 0.5 * current[k]
          continue
        }
        var sum: Float = 0
        for n in 1...known { sum += spread[56 * Int(list[n]) + k - 56 * t] }
        current[k] = 0.5 * raw[k] + 0.5 / Float(known) * sum
      }
    }
  }
}
