// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// How well found minutiae agree with the true ones, counted one to one.
public struct GroundTruthScore: Sendable, Hashable {
  /// True minutiae that were found.
  public let matched: Int
  /// True minutiae that were not.
  public let missed: Int
  /// Found ones that are not there.
  public let spurious: Int
  /// Found ones at doubtful places; they count neither way.
  public let excused: Int

  /// Farthest that a found minutia may lie from its truth, pixels at 500 ppi: a little under a ridge.
  public static let reach: Float = 8
  /// Largest difference of direction, degrees.
  public static let turn: Float = 20

  /// Nothing counted yet.
  public static let zero = GroundTruthScore(matched: 0, missed: 0, spurious: 0, excused: 0)

  private init(matched: Int, missed: Int, spurious: Int, excused: Int) {
    self.matched = matched
    self.missed = missed
    self.spurious = spurious
    self.excused = excused
  }

  /// Takes found minutiae at `resolution`; they are scaled to the 500 ppi of the truth.
  ///
  /// As many pairs are formed as the tolerances allow (a largest one-to-one assignment), so that the
  /// order of either list does not matter to the counts.
  public init(found: [Minutia], at resolution: Resolution = .standard, truth: GroundTruth) {
    let scaled = Self.scaled(found, from: resolution)
    let taken = Assignment(candidates: truth.minutiae.map { Self.candidates(for: $0, in: scaled) })
      .taken
    let excused = scaled.indices.filter { index in
      !taken.contains(index)
        && truth.doubtful.contains { Self.distance($0, scaled[index]) <= Self.reach }
    }
    matched = taken.count
    missed = truth.minutiae.count - taken.count
    self.excused = excused.count
    spurious = found.count - taken.count - excused.count
  }

  /// Share of the true minutiae that were found, 0...1; 1 when there are none.
  public var recall: Double { Self.share(matched, missed) }

  /// Share of the found minutiae that are true, 0...1; 1 when none were found.
  public var precision: Double { Self.share(matched, spurious) }

  /// Counts of two images together.
  public static func + (a: GroundTruthScore, b: GroundTruthScore) -> GroundTruthScore {
    GroundTruthScore(
      matched: a.matched + b.matched, missed: a.missed + b.missed,
      spurious: a.spurious + b.spurious, excused: a.excused + b.excused)
  }

  private static func share(_ hits: Int, _ failures: Int) -> Double {
    hits + failures == 0 ? 1 : Double(hits) / Double(hits + failures)
  }

  private static func scaled(_ found: [Minutia], from resolution: Resolution) -> [Minutia] {
    let factor = Float(500 / resolution.pixelsPerInch)
    return found.map {
      Minutia(
        x: ($0.x + 0.5) * factor - 0.5, y: ($0.y + 0.5) * factor - 0.5, angle: $0.angle,
        kind: $0.kind, quality: $0.quality)
    }
  }

  /// Indices of found minutiae within the tolerances of a true one, nearest first.
  private static func candidates(for truth: Minutia, in found: [Minutia]) -> [Int] {
    found.indices
      .filter { distance(truth, found[$0]) <= reach && difference(truth, found[$0]) <= turn }
      .sorted { (distance(truth, found[$0]), $0) < (distance(truth, found[$1]), $1) }
  }

  private static func distance(_ a: Minutia, _ b: Minutia) -> Float {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
  }

  private static func difference(_ a: Minutia, _ b: Minutia) -> Float {
    let turn = abs(a.angle - b.angle)
    return min(turn, 360 - turn)
  }
}

/// A largest one-to-one assignment by augmenting paths (Berge 1957).
private struct Assignment {
  private let candidates: [[Int]]
  private var owner: [Int: Int] = [:]

  init(candidates: [[Int]]) {
    self.candidates = candidates
    for item in candidates.indices {
      var tried: Set<Int> = []
      _ = place(item, &tried)
    }
  }

  var taken: Set<Int> { Set(owner.keys) }

  private mutating func place(_ item: Int, _ tried: inout Set<Int>) -> Bool {
    for candidate in candidates[item] where tried.insert(candidate).inserted {
      if let holder = owner[candidate], !place(holder, &tried) { continue }
      owner[candidate] = item
      return true
    }
    return false
  }
}
