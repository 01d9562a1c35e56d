// SPDX-License-Identifier: Apache-2.0

/// The loops of `ComparisonKernels` in plain Swift: their specification.
struct PlainComparisonKernels: ComparisonKernels {
  func flowSimilarity(
    _ a: UnsafePointer<UInt8>, countA: Int, _ b: UnsafePointer<UInt8>, countB: Int, rowStride: Int,
    out: UnsafeMutablePointer<UInt8>
  ) {
    for j in 0..<countB {
      let q = b + 128 * j
      for i in 0..<countA {
        let p = a + 128 * i
        var total = 0
        var common = 0
        for k in 0..<64 where p[64 + k] & q[64 + k] != 0 {
          total += Int(Int8(bitPattern: p[k] &- q[k]).magnitude)
          common += 1
        }
        let score = 100.5 - Float(total) * (1.5625 / Float(common))
        out[j * rowStride + i] = common < 12 ? 0 : UInt8(max(0, score))
      }
    }
  }

  func cylinderSimilarity(
    _ a: UnsafePointer<UInt64>, countA: Int, _ b: UnsafePointer<UInt64>, countB: Int,
    rowStride: Int, out: UnsafeMutablePointer<UInt8>
  ) {
    for j in 0..<countB {
      for i in 0..<countA {
        out[j * rowStride + i] = cylinderSimilarity(a + 28 * i, b + 28 * j)
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
        both += (p[4 * layer + word] & q[4 * layer + word] & valid).nonzeroBitCount
      }
    }
    let set = differing + 2 * both
    guard cells >= 70, set >= 24 else { return 0 }
    let score = 200.5 - 200 * (Float(differing) / (2 * Float(set))).squareRoot()
    return UInt8(max(0, score))
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

  func reach(
    _ m: MinutiaLanes, root: Int, base: Float, growth: Float, limit: Float,
    out: UnsafeMutablePointer<UInt16>
  ) {
    for i in 0..<m.lanes {
      let dx = Float(m.x[i]) - Float(m.x[root])
      let dy = Float(m.y[i]) - Float(m.y[root])
      let t = min(limit, base + growth * (dx * dx + dy * dy).squareRoot())
      out[i] = i < m.count ? UInt16(t * t) + 1 : 0
    }
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
    _ places: PlaceLanes, _ m: MinutiaLanes, angleTolerance: UInt16,
    similarity: UnsafePointer<UInt8>, rowStride: Int
  ) -> Int {
    var total = 0
    for i in 0..<places.lanes {
      var best = 0
      for j in 0..<m.count where Self.isNear(places, i, m, j, angleTolerance) {
        best = max(best, 50 + Int(similarity[j * rowStride + i]))
      }
      total += best
    }
    return total
  }

  func markNear(
    _ places: PlaceLanes, _ m: MinutiaLanes, angleTolerance: UInt16,
    out: UnsafeMutablePointer<UInt32>
  ) {
    let words = places.lanes / 32
    for j in 0..<m.count {
      for word in 0..<words {
        var bits: UInt32 = 0
        for lane in 0..<32 where Self.isNear(places, 32 * word + lane, m, j, angleTolerance) {
          bits |= 1 << UInt32(lane)
        }
        out[j * words + word] = bits
      }
    }
  }

  /// Differences count up to 180 quarter pixels, so that two squares fit 16 bits.
  private static func isNear(
    _ places: PlaceLanes, _ i: Int, _ m: MinutiaLanes, _ j: Int, _ angleTolerance: UInt16
  ) -> Bool {
    let dx = min(180, abs(Int(m.x[j]) - Int(places.x[i])))
    let dy = min(180, abs(Int(m.y[j]) - Int(places.y[i])))
    let turn = (m.angle[j] &- places.angle[i]).magnitude
    return dx * dx + dy * dy < Int(places.tolerance[i]) && turn <= angleTolerance
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
    _ map: RidgeMapWords, corners c: UnsafePointer<Int32>, ridges: UnsafeMutablePointer<UInt16>,
    foreground: UnsafeMutablePointer<UInt16>, stride: Int
  ) {
    for row in 0..<Int32(16) {
      let (leftX, leftY) = (c[0] + (c[4] - c[0]) / 16 * row, c[1] + (c[5] - c[1]) / 16 * row)
      let (rightX, rightY) = (c[2] + (c[6] - c[2]) / 16 * row, c[3] + (c[7] - c[3]) / 16 * row)
      var (r, f): (UInt16, UInt16) = (0, 0)
      for lane in 0..<Int32(16) {
        let x = Int((leftX + lane * ((rightX - leftX) / 16)) >> 16)
        let y = Int((leftY + lane * ((rightY - leftY) / 16)) >> 16)
        guard x >= 0, y >= 0, x < map.columns, y < map.rows else { continue }
        let cell = map.cells[(y >> 2) * map.cellStride + x >> 7] >> UInt32(x >> 2 & 31) & 1
        let ridge = map.ridges[y * map.ridgeStride + x >> 5] >> UInt32(x & 31) & cell
        f |= UInt16(cell) << UInt16(lane)
        r |= UInt16(ridge) << UInt16(lane)
      }
      ridges[Int(row) * stride] = r
      foreground[Int(row) * stride] = f
    }
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
