// SPDX-License-Identifier: Apache-2.0

internal import Biometrics

/// Tries every assignment of candidates, which come from left to right, to places from left to right.
struct AssignmentSearch {
  private let rewards: [Float]
  private let layout: SlapLayout
  private let pairCosts: [SIMD16<Float>]
  private let tiltCosts: SIMD16<Float>
  private let open: [Int]
  private(set) var all: [Assignment] = []
  private(set) var best: Assignment?

  /// Where the costs of a pair of candidates in a pair of places are kept.
  static func index(_ i: Int, _ j: Int, _ la: Int, _ lb: Int, _ count: Int) -> Int {
    ((i * count + j) * 4 + la) * 4 + lb
  }

  init(
    _ candidates: [Candidate], _ layout: SlapLayout, pairCosts: [SIMD16<Float>],
    tiltCosts: SIMD16<Float>, missing: Set<FingerPosition>
  ) {
    rewards = candidates.map(\.reward)
    self.layout = layout
    self.pairCosts = pairCosts
    self.tiltCosts = tiltCosts
    open = layout.fingers.indices.filter { !missing.contains(layout.fingers[$0]) }
    all.reserveCapacity(2048)
  }

  mutating func run() {
    extend(Assignment(layout), last: nil, reward: 0, costs: tiltCosts)
  }

  /// The best assignment that says something else than `best`; minus infinity when there is none.
  func bestContradiction(of best: Assignment) -> Float {
    all.lazy.filter { !$0.isPart(of: best) }.map(\.score).max() ?? -.infinity
  }

  private mutating func extend(
    _ base: Assignment, last: (slot: Int, candidate: Int)?, reward: Float, costs: SIMD16<Float>
  ) {
    for slot in open where slot > last?.slot ?? -1 {
      for candidate in (last.map { $0.candidate + 1 } ?? 0)..<rewards.count {
        var next = base
        next.slots[slot] = UInt8(candidate)
        let sum = reward + rewards[candidate]
        var total = costs
        if let last {
          total +=
            pairCosts[
              Self.index(last.candidate, candidate, last.slot, slot, rewards.count)]
        }
        next.score = sum - total.min()
        all.append(next)
        if next.score > best?.score ?? -.infinity { best = next }
        extend(next, last: (slot, candidate), reward: sum, costs: total)
      }
    }
  }
}
