// SPDX-License-Identifier: Apache-2.0

internal import Biometrics

/// The best of all ways to name candidates: every set of at most four, every order-keeping choice
/// of places, every tilt of the hand.
public struct Labelling: Sendable, Hashable {
  /// Deviation of the distance between neighbours, in finger widths; grows with the root of the
  /// places between them. Touching fingers lie 0.9, spread ones 1.6 widths apart.
  public var spacing: Float = 0.30
  /// Deviation of the difference in height of neighbours, in finger widths.
  public var height: Float = 0.5
  /// The same where one tip is cut off by the image.
  public var cutHeight: Float = 1.2
  /// Most that one distance or difference can cost, in nats: an outlier is no proof.
  public var cap: Float = 8
  /// Widths between two middles below which they cannot be two fingers.
  public var leastDistance: Float = 0.55
  /// By how many finger widths the little finger is slimmer, and the deviation.
  public var slimness: Float = 0.14
  /// See `slimness`.
  public var slimnessDeviation: Float = 0.21
  /// Degrees that the row of tips is turned against the fingers: deviation.
  public var tilt: Float = 8
  /// Cost of a clear print without a place, in nats.
  public var unexplained: Float = 4
  /// Most nats that the hand adds to a layout when it was not declared.
  public var handNats: Float = 2
  /// Degrees that hands lean: deviation.
  public var lean: Float = 30

  /// Tilts that are tried, in degrees.
  static let tilts = SIMD16<Float>(
    -20, -15, -10, -5, 0, 5, 10, 15, 20, 1e3, 1e3, 1e3, 1e3, 1e3, 1e3, 1e3)

  /// The values that the product ships with.
  public init() {}

  /// The best assignment for one angle of the hand, and what contradicts it.
  func best(
    of candidates: [Candidate], _ frame: HandFrame, _ request: SlapRequest, hand: HandEvidence
  ) -> SlapReading {
    let width = Self.fingerWidth(candidates)
    var reading = SlapReading(frame: frame, candidates: candidates, fingerWidth: width)
    for layout in request.kind.layouts {
      var search = AssignmentSearch(
        candidates, layout, pairCosts: pairCosts(candidates, layout, width),
        tiltCosts: tiltCosts, missing: request.missing)
      search.run()
      guard let best = search.best else { continue }
      var value = best.score - unexplainedCost(best, candidates) - leanCost(frame)
      if request.kind == .automatic {
        // A declared hand must not choose the angle that flatters it; without one the hand is open,
        // and what fits neither hand must not win by fitting one still worse.
        let nats = hand.margin(
          for: best, of: candidates, fingerWidth: width, missing: request.missing)
        value += min(nats ?? 0, handNats)
      }
      reading.take(best, value: value, contradiction: search.bestContradiction(of: best))
    }
    return reading
  }

  private var tiltCosts: SIMD16<Float> {
    let scaled = Self.tilts / tilt
    return scaled * scaled / 2
  }

  private func leanCost(_ frame: HandFrame) -> Float {
    let scaled = Float(frame.degrees) / lean
    return scaled * scaled / 2
  }

  private func unexplainedCost(_ best: Assignment, _ candidates: [Candidate]) -> Float {
    let used = Set(best.placed.map(\.candidate))
    return candidates.indices.reduce(0) { sum, index in
      let isOpen = !used.contains(index) && !candidates[index].isJoint
      return sum + (isOpen ? unexplained * candidates[index].looks : 0)
    }
  }

  /// Middle width of the clear candidates in cells; at least that of a small child's finger.
  private static func fingerWidth(_ candidates: [Candidate]) -> Float {
    let clear = candidates.filter { $0.looks > 0.4 }
    let widths = (clear.isEmpty ? candidates : clear).map(\.piece.width).sorted()
    return widths.isEmpty ? 30 : max(14, widths[widths.count / 2])
  }

  /// Costs of each pair of candidates in each pair of places, a lane for each tilt.
  private func pairCosts(
    _ candidates: [Candidate], _ layout: SlapLayout, _ width: Float
  ) -> [SIMD16<Float>] {
    let tips = layout.tips
    let count = candidates.count
    let slots = tips.count
    var costs = [SIMD16<Float>](repeating: .zero, count: count * count * 16)
    for i in 0..<count {
      for j in (i + 1)..<max(count, i + 1) {
        for la in 0..<slots {
          for lb in (la + 1)..<max(slots, la + 1) {
            costs[AssignmentSearch.index(i, j, la, lb, count)] = pairCost(
              candidates[i].piece, candidates[j].piece, places: (la, lb), layout, width)
          }
        }
      }
    }
    return costs
  }

  private func pairCost(
    _ a: Piece, _ b: Piece, places: (Int, Int), _ layout: SlapLayout, _ width: Float
  ) -> SIMD16<Float> {
    let expected = layout.tips[places.1] - layout.tips[places.0]
    let dx = (b.middle - a.middle) / width
    let dy = (b.top - a.top) / width
    let across = Self.cosines * dx + Self.sines * dy
    let along = Self.cosines * dy - Self.sines * dx
    let steps = Float(places.1 - places.0)
    let isCut = !a.cut.union(b.cut).isDisjoint(with: .top)
    let x = (across - expected.x) / (spacing * steps.squareRoot())
    let y = (along - expected.y) / (isCut ? cutHeight : height)
    var cost = Self.held(x * x / 2, cap) + Self.held(y * y / 2, cap)
    cost += slimnessCost(a, b, places, layout, width)
    return dx < leastDistance ? cost + 12 : cost
  }

  private func slimnessCost(
    _ a: Piece, _ b: Piece, _ places: (Int, Int), _ layout: SlapLayout, _ width: Float
  ) -> Float {
    guard let little = layout.littleSlot, places.0 == little || places.1 == little else { return 0 }
    let difference = (places.0 == little ? b.width - a.width : a.width - b.width) / width
    let scaled = (difference - slimness) / slimnessDeviation
    return min(cap, scaled * scaled / 4)
  }

  private static func held(_ cost: SIMD16<Float>, _ most: Float) -> SIMD16<Float> {
    pointwiseMin(cost, SIMD16(repeating: most))
  }

  private static let cosines = map { HandFrame(degrees: Double($0)).cosine }
  private static let sines = map { HandFrame(degrees: Double($0)).sine }

  private static func map(_ body: (Float) -> Float) -> SIMD16<Float> {
    var result = SIMD16<Float>()
    for lane in 0..<16 { result[lane] = body(tilts[lane]) }
    return result
  }
}
