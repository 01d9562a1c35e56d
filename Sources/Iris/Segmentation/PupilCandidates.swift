// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Finds dark even discs with something brighter on all sides: pupils, and dark irises as a whole.
///
/// Small and large discs are kept apart. On a dark eye the iris as a whole is the best disc and
/// would hide the pupil inside it.
struct PupilCandidates: Sendable, Hashable {
  /// Pupil radii looked for: from this share of the smallest iris to that of the largest.
  var ratios: ClosedRange<Float> = 0.22...0.62
  /// Ratio of one radius to the next.
  var step: Float = 1.18
  /// Candidates kept of each size class: 2 loses a little, 5 gains nothing.
  var peaks = 3
  /// Largest contrast that counts, in tones, so that one bright side does not make up for the others.
  var clamp: Float = 60
  /// Weight of the tone inside: of equal contrasts the darker disc is the pupil.
  var dark: Float = 0.5
  /// Centres nearer than this share of a candidate's radius are the same candidate.
  var separation: Float = 0.6
  /// Smallest radius in pixels of the coarse picture.
  static let leastRadius: Float = 2.5

  /// A disc, in pixels of the level.
  typealias Candidate = ScoredCircle

  /// The workspace of the search.
  final class Scratch {
    let sums = Plane<Int32>(margin: 0)
    let squares = Plane<UInt32>(margin: 0)
    let best = Plane<Float>(margin: 0)
    let radii = Plane<Float>(margin: 0)
  }

  /// The best discs of both size classes, small ones first.
  func find(on level: SearchLevel, _ scratch: Scratch, _ kernels: any IrisKernels) -> [Candidate] {
    let scale = 1 / Float(2 * level.factor)
    let smallest = max(Self.leastRadius, level.radii.lowerBound * ratios.lowerBound * scale)
    let largest = max(smallest, level.radii.upperBound * ratios.upperBound * scale)
    let radii = Array(sequence(first: smallest) { $0 * step <= largest * 1.01 ? $0 * step : nil })
    let padding = Int(largest * 1.01 * 1.6) + 2
    integrate(level.coarse, padding, scratch)
    let split = (smallest * largest).squareRoot()
    return [radii.filter { $0 < split }, radii.filter { $0 >= split }].enumerated().flatMap {
      // Large discs are found as well on every second row.
      score($1, everyRow: $0 == 0, level.coarse, padding, scratch, kernels)
      return peaks(scratch)
    }
  }

  /// Sums over all pixels above and left, over the picture with its border repeated. Sums of squares
  /// pass 32 bits on bright pictures; they wrap, and their differences are right nevertheless.
  private func integrate(_ picture: Plane<UInt8>, _ padding: Int, _ scratch: Scratch) {
    let (width, height) = (picture.width + 2 * padding, picture.height + 2 * padding)
    scratch.sums.layOut(width: width + 1, height: height + 1)
    scratch.squares.layOut(width: width + 1, height: height + 1)
    for y in 0..<height {
      let row = picture.row(min(max(y - padding, 0), picture.height - 1))
      let (sums, below) = (scratch.sums.row(y), scratch.sums.row(y + 1))
      let (squares, belowSquares) = (scratch.squares.row(y), scratch.squares.row(y + 1))
      var running = RunningSums()
      for x in 0..<padding { running.add(row[0], sums, squares, below, belowSquares, x) }
      let inside = row - padding
      for x in padding..<padding + picture.width {
        running.add(inside[x], sums, squares, below, belowSquares, x)
      }
      let last = row[picture.width - 1]
      for x in padding + picture.width..<width {
        running.add(last, sums, squares, below, belowSquares, x)
      }
    }
  }

  private struct RunningSums {
    private var sum: Int32 = 0
    private var square: UInt32 = 0

    @inline(__always)
    mutating func add(
      _ value: UInt8, _ sums: UnsafePointer<Int32>, _ squares: UnsafePointer<UInt32>,
      _ below: UnsafeMutablePointer<Int32>, _ belowSquares: UnsafeMutablePointer<UInt32>, _ x: Int
    ) {
      sum &+= Int32(value)
      square &+= UInt32(value) &* UInt32(value)
      below[x &+ 1] = sums[x &+ 1] &+ sum
      belowSquares[x &+ 1] = squares[x &+ 1] &+ square
    }
  }

  private func score(
    _ radii: [Float], everyRow: Bool, _ picture: Plane<UInt8>, _ padding: Int, _ scratch: Scratch,
    _ kernels: any IrisKernels
  ) {
    scratch.best.layOut(width: picture.width, height: picture.height)
    scratch.radii.layOut(width: picture.width, height: picture.height)
    for y in 0..<picture.height {
      scratch.best.row(y).update(repeating: -1e9, count: picture.width)
    }
    for radius in radii {
      let shape = DiscShape(radius: radius, clamp: clamp, dark: dark)
      let margin = Int(shape.inner)
      let count = picture.width - 2 * margin
      guard count > 0 else { continue }
      for y in stride(from: margin, to: picture.height - margin, by: everyRow ? 1 : 2) {
        let corner = padding + margin
        kernels.discRow(
          sums: scratch.sums.row(y + padding) + corner,
          squares: scratch.squares.row(y + padding) + corner, stride: scratch.sums.stride,
          shape: shape, count: count, best: scratch.best.row(y) + margin,
          radii: scratch.radii.row(y) + margin)
      }
    }
  }

  /// The highest scores, each with its surroundings taken out of the running.
  private func peaks(_ scratch: Scratch) -> [Candidate] {
    let best = scratch.best
    var tops = (0..<best.height).map { top(best, $0) }
    var found: [Candidate] = []
    while found.count < peaks {
      guard let y = tops.indices.max(by: { tops[$0].score < tops[$1].score }),
        tops[y].score > -1e8
      else { break }
      let x = tops[y].x
      let radius = scratch.radii[x, y]
      let circle = Circle(x: Float(x), y: Float(y), radius: radius)
      found.append(Candidate(circle: circle.enlarged(by: 2), score: tops[y].score))
      let reach = max(3, Int(radius * separation))
      let columns = max(0, x - reach)..<min(best.width, x + reach + 1)
      for row in max(0, y - reach)..<min(best.height, y + reach + 1) {
        (best.row(row) + columns.lowerBound).update(repeating: -1e9, count: columns.count)
        tops[row] = top(best, row)
      }
    }
    return found
  }

  /// The highest score of a row.
  private func top(_ best: Plane<Float>, _ y: Int) -> (score: Float, x: Int) {
    let row = best.row(y)
    var top = (score: Float(-1e9), x: 0)
    for x in 0..<best.width where row[x] > top.score { top = (row[x], x) }
    return top
  }
}
