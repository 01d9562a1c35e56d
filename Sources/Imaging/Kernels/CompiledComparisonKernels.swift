// SPDX-License-Identifier: Apache-2.0

internal import CKernels

/// The loops of `ComparisonKernels` in C, for one instruction-set level.
///
/// The table holds pointers to functions of this program only; it is constant.
struct CompiledComparisonKernels: ComparisonKernels, @unchecked Sendable {
  let table: ck_comparison

  func flowSimilarity(
    _ a: UnsafePointer<UInt8>, lanesA: Int, _ b: UnsafePointer<UInt8>, countB: Int,
    out: UnsafeMutablePointer<UInt8>
  ) {
    table.flow_similarity(a, Int32(lanesA), b, Int32(countB), out)
  }

  func cylinderSimilarity(
    _ a: UnsafePointer<UInt64>, countA: Int, _ b: UnsafePointer<UInt64>, countB: Int,
    rowStride: Int, out: UnsafeMutablePointer<UInt8>
  ) {
    table.cylinder_similarity(a, Int32(countA), b, Int32(countB), Int32(rowStride), out)
  }

  func penaliseTurns(
    _ a: MinutiaLanes, _ b: MinutiaLanes, beyond most: UInt16, by penalty: UInt8,
    similarity: UnsafeMutablePointer<UInt8>
  ) {
    table.penalise_turns(
      a.angle, Int32(a.lanes), b.angle, Int32(b.count), most, penalty, similarity)
  }

  func countAtLeast(_ least: UInt8, of bytes: UnsafePointer<UInt8>, count: Int) -> Int {
    Int(table.count_at_least(bytes, Int32(count), least))
  }

  func markAtLeast(
    _ least: UInt8, of bytes: UnsafePointer<UInt8>, count: Int, out: UnsafeMutablePointer<UInt32>
  ) {
    table.mark_at_least(bytes, Int32(count), least, out)
  }

  func place(
    _ m: MinutiaLanes, by motion: PlaneMotion, x: UnsafeMutablePointer<Float>,
    y: UnsafeMutablePointer<Float>, angle: UnsafeMutablePointer<Int16>
  ) {
    var (m, motion) = (ck_minutiae(m), ck_motion(motion))
    table.place(&m, &motion, x, y, angle)
  }

  func reach(_ m: MinutiaLanes, _ reach: MinutiaReach, out: UnsafeMutablePointer<UInt16>) {
    var (m, reach) = (ck_minutiae(m), ck_reach(reach))
    table.reach(&m, &reach, out)
  }

  func roundPlaces(
    _ lanes: Int, x: UnsafePointer<Float>, y: UnsafePointer<Float>, bendX: UnsafePointer<Float>,
    bendY: UnsafePointer<Float>, outX: UnsafeMutablePointer<Int16>,
    outY: UnsafeMutablePointer<Int16>
  ) {
    table.round_places(Int32(lanes), x, y, bendX, bendY, outX, outY)
  }

  func support(
    _ a: MinutiaLanes, _ lanes: Range<Int>, by motion: PlaneMotion, _ reach: MinutiaReach,
    _ b: MinutiaLanes, angleTolerance: UInt16, similarity: UnsafePointer<UInt8>, rowStride: Int
  ) -> Int {
    var (a, b, motion, reach) = (
      ck_minutiae(a), ck_minutiae(b), ck_motion(motion), ck_reach(reach)
    )
    return Int(
      table.support(
        &a, Int32(lanes.lowerBound), Int32(lanes.upperBound), &motion, &reach, &b, angleTolerance,
        similarity, Int32(rowStride)))
  }

  func markNear(
    _ places: PlaceLanes, _ m: MinutiaLanes, angleTolerance: UInt16,
    out: UnsafeMutablePointer<UInt32>
  ) {
    var places = ck_places(places)
    var m = ck_minutiae(m)
    table.mark_near(&places, &m, angleTolerance, out)
  }

  func displace(
    _ votes: DisplacementVotes, lanes: Int, x: UnsafePointer<Float>, y: UnsafePointer<Float>,
    inverse: Float, stiffness: Float, outX: UnsafeMutablePointer<Float>,
    outY: UnsafeMutablePointer<Float>, weight: UnsafeMutablePointer<Float>
  ) {
    var votes = ck_votes(
      count: Int32(votes.count), x: votes.x, y: votes.y, shift_x: votes.shiftX,
      shift_y: votes.shiftY, weight: votes.weight)
    table.displace(&votes, Int32(lanes), x, y, inverse, stiffness, outX, outY, weight)
  }

  func bendBlock(
    _ map: RidgeMapWords, corners: UnsafePointer<Int32>, ridges: UnsafeMutablePointer<UInt16>,
    foreground: UnsafeMutablePointer<UInt16>, stride: Int
  ) {
    var map = ck_ridge_map(
      columns: Int32(map.columns), rows: Int32(map.rows), ridge_stride: Int32(map.ridgeStride),
      cell_stride: Int32(map.cellStride), ridges: map.ridges, cells: map.cells)
    table.bend_block(&map, corners, ridges, foreground, Int32(stride))
  }

  func correlate(
    ridgesA: UnsafePointer<UInt32>, foregroundA: UnsafePointer<UInt32>,
    ridgesB: UnsafePointer<UInt32>, foregroundB: UnsafePointer<UInt32>,
    out: UnsafeMutablePointer<Float>
  ) {
    table.correlate(ridgesA, foregroundA, ridgesB, foregroundB, out)
  }

  func spreadMaximum(
    _ volumes: UnsafePointer<Float>, count: Int, out: UnsafeMutablePointer<Float>
  ) {
    table.spread_maximum(volumes, Int32(count), out)
  }

  func agree(
    raw: UnsafePointer<Float>, spread: UnsafePointer<Float>, neighbours: UnsafePointer<Int32>,
    count: Int, current: UnsafeMutablePointer<Float>
  ) {
    table.agree(raw, spread, neighbours, Int32(count), current)
  }
}

extension ck_minutiae {
  fileprivate init(_ m: MinutiaLanes) {
    self.init(
      count: Int32(m.count), lanes: Int32(m.lanes), x: m.x, y: m.y, angle: m.angle, twice: m.twice)
  }
}

extension ck_motion {
  fileprivate init(_ t: PlaneMotion) {
    self.init(
      cosine: t.cosine, sine: t.sine, shift_x: t.shiftX, shift_y: t.shiftY, turn: t.angle)
  }
}

extension ck_reach {
  fileprivate init(_ r: MinutiaReach) {
    self.init(root: Int32(r.root), base: r.base, growth: r.growth, limit: r.limit)
  }
}

extension ck_places {
  fileprivate init(_ p: PlaceLanes) {
    self.init(lanes: Int32(p.lanes), x: p.x, y: p.y, angle: p.angle, tolerance: p.tolerance)
  }
}
