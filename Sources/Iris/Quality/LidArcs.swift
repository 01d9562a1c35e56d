// SPDX-License-Identifier: Apache-2.0

/// The edges of both lids as smooth arcs, from the rows in which a covering was seen in each column.
///
/// The columns alone are no edge: crypts and the tips of lashes begin one that is not there, and where a
/// lid is as bright as the iris it has a gap. A lid crosses the iris in a flat arc, so the parabola that
/// agrees with most columns is taken, and those that are far off it do not count by how far.
///
/// With windows or parabolas slid along the columns 95 % of 500 synthetic eyes were within 3.1 points of
/// their usable area and the worst 17 off; so 95 % are within 2.5 and the worst is 8 off.
struct LidArcs: Sendable, Hashable {
  /// Weight of a covering that begins before the arc, against one that begins behind it: lashes hang before
  /// a lid, and nothing hangs behind. 0.5 to 1 give the same within 0.2 points.
  var leniency: Float = 0.7
  /// Distance from the arc, in limbus radii, from which on a column is wrong about the lid: the length of
  /// what shows of a lash. 0.05 to 0.07 give the same; 0.1 follows clusters of lashes.
  var limit: Float = 0.06
  /// How far the edge lies behind the middle of its lashes, in limbus radii; it takes the mean error away.
  var fringe: Float = 0.02

  /// Height over the limbus' centre, slope and curvature of an arc towards its lid, in limbus radii.
  private typealias Arc = SIMD3<Float>
  /// From an arc through the pupil to one off the iris, tilted up to 22 degrees, straight or bent like an eye.
  private static let first = Arc(0.2, -0.4, -0.75)
  private static let last = Arc(1.2, 0.4, 0)
  private static let step = Arc(0.1, 0.2, 0.25)
  /// How often the steps are halved around the best arc; once less costs 0.1 points.
  private static let refinements = 3
  /// Every fourth column is asked: the coverings were seen through windows of seven.
  private static let columns = Array(stride(from: 0, to: IrisSheet.columns, by: 4))
  /// Least part of a column's direction that points to a lid, as for the mask.
  private static let towardsLid: Float = 0.35

  /// The row from which on a lid covers each column; 64 where none does.
  func rows(_ seen: [UInt8], _ eye: EyeGeometry) -> [UInt8] {
    let rays = LidRays(eye)
    var rows = [UInt8](repeating: UInt8(IrisSheet.rows), count: IrisSheet.columns)
    for side: Float in [-1, 1] {
      let arc = best(for: places(seen, rays, side)) + Arc(fringe, 0, 0)
      rays.cover(&rows, side) { u in arc.x + u * (arc.y + u * arc.z) }
    }
    return rows
  }

  /// Where a covering begins, and the weight of an arc behind it: none where no covering was seen.
  private struct Place {
    let across, down, weight: Float
  }

  private func places(_ seen: [UInt8], _ rays: LidRays, _ side: Float) -> [Place] {
    Self.columns.compactMap { column in
      guard side * Directions.sines[column / 2] > Self.towardsLid else { return nil }
      let row = seen[column]
      let place = rays.place(column, row: Float(row))
      return Place(
        across: place.x, down: side * place.y, weight: row < IrisSheet.rows ? leniency : 0)
    }
  }

  private func best(for places: [Place]) -> Arc {
    var best = (arc: Self.last, cost: cost(of: Self.last, places))
    func consider(_ arc: Arc) {
      let cost = cost(of: arc, places)
      if cost < best.cost { best = (arc, cost) }
    }
    for x in stride(from: Self.first.x, through: Self.last.x, by: Self.step.x) {
      for y in stride(from: Self.first.y, through: Self.last.y, by: Self.step.y) {
        for z in stride(from: Self.first.z, through: Self.last.z, by: Self.step.z) {
          consider(Arc(x, y, z))
        }
      }
    }
    var step = Self.step
    for _ in 0..<Self.refinements {
      step /= 2
      let middle = best.arc
      for corner in 0..<27 {
        let turn = Arc(Float(corner % 3 - 1), Float(corner / 3 % 3 - 1), Float(corner / 9 - 1))
        consider((middle + turn * step).clamped(lowerBound: Self.first, upperBound: Self.last))
      }
    }
    return best.arc
  }

  private func cost(of arc: Arc, _ places: [Place]) -> Float {
    var sum: Float = 0
    for place in places {
      let behind = arc.x + place.across * (arc.y + place.across * arc.z) - place.down
      sum += min(max(behind * place.weight, -behind), limit)
    }
    return sum
  }
}
