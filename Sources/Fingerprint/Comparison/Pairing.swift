// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Matches minutiae one to one: of all that lie near each other, the cheapest pairs first.
struct Pairing {
  let pair: TemplatePair
  private var a: MinutiaPointers { pair.a }
  private var b: MinutiaPointers { pair.b }
  private var parameters: ComparisonParameters { pair.parameters }
  private var workspace: ComparisonWorkspace { pair.workspace }

  private let price: Price

  init(_ pair: TemplatePair) {
    self.pair = pair
    price = Price(pair)
  }

  /// Steps of a cost; the largest possible one fits 16 bits.
  private static let costSteps: Float = 16000

  /// Fills `workspace.pairs` from the predicted places.
  func match() {
    let w = workspace
    let angleTolerance = UInt16(parameters.angleTolerance * BinaryAngle.perDegree)
    pair.kernels.markNear(
      w.predicted.lanes(a.lanes), b.columns, angleTolerance: angleTolerance, out: w.near.base)
    let count = priceNear()
    KeySort.sort(w.keys.base, w.sortedKeys.base, count)
    take(count)
  }

  /// Writes a key per near pair: its cost, then the two minutiae.
  private func priceNear() -> Int {
    let keys = workspace.keys.base
    let (lanes, price) = (a.lanes, price)
    var next = workspace.near.base
    var count = 0
    for j in 0..<b.count {
      // Most words are empty: the way past them is kept short.
      var lane = 0
      while lane < lanes {
        var bits = next.pointee
        while bits != 0 {
          let i = lane &+ bits.trailingZeroBitCount
          bits &= bits &- 1
          keys[count] =
            UInt32(min(65535, price(i, j) * Self.costSteps)) << 16
            | UInt32(truncatingIfNeeded: i &<< 8 | j)
          count &+= 1
        }
        next += 1
        lane &+= 32
      }
    }
    return count
  }

  /// What it costs to match two minutiae: distance and turn against their limits, dissimilarity.
  private struct Price {
    private let lanes: Int
    private let x, y, bendX, bendY: UnsafeMutablePointer<Float>
    private let angle: UnsafeMutablePointer<Int16>
    private let tolerance: UnsafeMutablePointer<UInt16>
    private let similarity: UnsafeMutablePointer<UInt8>
    private let b: MinutiaLanes
    private let turnWeight, dissimilarityWeight: Float

    init(_ pair: TemplatePair) {
      let (w, p) = (pair.workspace, pair.parameters)
      (x, y) = (w.predicted.x.base, w.predicted.y.base)
      (bendX, bendY) = (w.predicted.bendX.base, w.predicted.bendY.base)
      (angle, tolerance) = (w.predicted.angle.base, w.predicted.tolerance.base)
      (similarity, lanes, b) = (w.similarity.base, pair.a.lanes, pair.b.columns)
      let most = p.angleTolerance * BinaryAngle.perDegree
      turnWeight = 1 / (most * most)
      dissimilarityWeight = p.dissimilarityWeight
    }

    @inline(__always)
    func callAsFunction(_ i: Int, _ j: Int) -> Float {
      let ex = Float(b.x[j]) * 0.25 - (x[i] + bendX[i])
      let ey = Float(b.y[j]) * 0.25 - (y[i] + bendY[i])
      let turn = Float(b.angle[j] &- angle[i])
      let alike = Float(similarity[j &* lanes &+ i]) * 0.005
      return (ex * ex + ey * ey) * 16 / Float(tolerance[i]) + turn * turn * turnWeight
        + dissimilarityWeight * (1 - alike)
    }
  }

  /// What is missing from the predicted place of `i` to `j`, pixels.
  private func error(_ i: Int, _ j: Int) -> (x: Float, y: Float) {
    let p = b.place(j)
    let x = p.x - (workspace.predicted.x.base[i] + workspace.predicted.bendX.base[i])
    let y = p.y - (workspace.predicted.y.base[i] + workspace.predicted.bendY.base[i])
    return (x, y)
  }

  /// Takes pairs in the order of the keys, each minutia once.
  private func take(_ count: Int) {
    let w = workspace
    var usedA = InlineArray<4, UInt64>(repeating: 0)
    var usedB = InlineArray<4, UInt64>(repeating: 0)
    w.pairs.count = 0
    for k in 0..<count {
      let key = w.keys.base[k]
      let (i, j) = (Int(key >> 8 & 255), Int(key & 255))
      let (bitA, bitB) = (UInt64(1) << UInt64(i & 63), UInt64(1) << UInt64(j & 63))
      guard usedA[i >> 6] & bitA == 0, usedB[j >> 6] & bitB == 0 else { continue }
      usedA[i >> 6] |= bitA
      usedB[j >> 6] |= bitB
      append(i, j)
    }
  }

  private func append(_ i: Int, _ j: Int) {
    let w = workspace
    let list = w.pairs
    let k = list.count
    let p = b.place(j)
    let e = error(i, j)
    let similarity = Float(w.similarity.base[j * a.lanes + i]) * 0.005
    list.first.base[k] = UInt8(i)
    list.second.base[k] = UInt8(j)
    list.similarity.base[k] = similarity
    list.residual.base[k] = e.x * e.x + e.y * e.y
    list.turn.base[k] = Float(b.angle[j] &- w.predicted.angle.base[i]) / BinaryAngle.perDegree
    list.x.base[k] = w.predicted.x.base[i]
    list.y.base[k] = w.predicted.y.base[i]
    list.shiftX.base[k] = p.x - w.predicted.x.base[i]
    list.shiftY.base[k] = p.y - w.predicted.y.base[i]
    list.weight.base[k] = 0.2 + similarity
    list.count = k + 1
  }
}

/// Sorts keys by their value: buckets by the six highest used bits, then insertion.
enum KeySort {
  static func sort(
    _ keys: UnsafeMutablePointer<UInt32>, _ scratch: UnsafeMutablePointer<UInt32>, _ count: Int
  ) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 65) { starts in
      starts.initialize(repeating: 0)
      for k in 0..<count { starts[Int(keys[k] >> 26) + 1] += 1 }
      for bucket in 1..<64 { starts[bucket] += starts[bucket - 1] }
      for k in 0..<count {
        let bucket = Int(keys[k] >> 26)
        scratch[Int(starts[bucket])] = keys[k]
        starts[bucket] += 1
      }
    }
    for k in 0..<count {
      let key = scratch[k]
      var place = k
      while place > 0, keys[place - 1] > key {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = key
    }
  }
}
