// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The closed path of greatest gain around 256 rays, moving by one radius at most from ray to ray
/// (Viterbi's algorithm).
///
/// It runs over one and a half turns, of which the middle one is kept, so that it closes.
final class ContourPath {
  /// Gains and costs are in 32nds of a tone.
  static let unit: Float = 32
  /// Cost of moving by one radius.
  private static let bend = Int32(0.3 * unit + 0.5)
  private static let turns = Directions.count * 3 / 2

  private let gains = Plane<Int32>(margin: 0)
  private let scores = Plane<Int32>(marginX: 16, marginY: 0)
  private let moves = Plane<Int8>(margin: 0)
  private var count = 0

  /// Sets how many radii a ray has.
  func layOut(_ count: Int) {
    self.count = count
    guard count > gains.width else { return }
    // Half as many again, so that pictures of irises of all sizes soon find enough room.
    let width = count * 3 / 2
    gains.layOut(width: width, height: Directions.count)
    scores.layOut(width: width + 16, height: 2)
    moves.layOut(width: width, height: Self.turns)
  }

  /// Where the gains of a ray's radii are to be put.
  func gain(_ direction: Int) -> UnsafeMutablePointer<Int32> { gains.row(direction) }

  /// The radius number of the path on each ray.
  func find(_ kernels: any IrisKernels) -> [Int] {
    var (scores, next) = (scores.row(0), self.scores.row(1))
    for row in [scores, next] {
      row[-1] = Int32.min / 2
      row[count] = Int32.min / 2
    }
    scores.update(from: gains.row(0), count: count)
    for step in 1..<Self.turns {
      kernels.pathStep(
        previous: scores, gain: gains.row(step % Directions.count), bend: Self.bend, count: count,
        out: next, back: moves.row(step))
      swap(&scores, &next)
    }
    return follow(from: (0..<count).max { scores[$0] < scores[$1] } ?? 0)
  }

  private func follow(from end: Int) -> [Int] {
    var path = [Int](repeating: 0, count: Directions.count)
    let kept = Directions.count / 4..<Directions.count / 4 + Directions.count
    var radius = end
    for step in stride(from: Self.turns - 1, through: 1, by: -1) {
      if kept.contains(step) { path[step % Directions.count] = radius }
      radius += Int(moves.row(step)[radius])
    }
    return path
  }
}
