// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Dispatch
import Fingerprint
import Imaging
import SampleKit
import Synchronization

/// Labels of synthetic slaps against the truth: all hands, turned, touching, with missing fingers,
/// lower joints, print, pens and holes, at 500 and 1000 ppi.
///
/// The slaps come from a model of bones and pressed skin that segmentation shares nothing with, and
/// no number of segmentation was chosen on them.
enum SlapBenchmark {
  static let benchmark = Benchmark(
    name: "slaps", abstract: "labels of synthetic slaps against the truth, and CPU time a slap",
    run: run)

  /// Slaps are numbered from here: other numbers are other slaps.
  private static let firstSeed: UInt64 = 0x51A9_0000

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let pool = FingerPool(seed: 0xF1)
    let tally = Mutex(SlapTally())
    let failure = Mutex<(any Error)?>(nil)
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: Machine.current().processors) { _ in
      let trial = SlapTrial(pool: pool)
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < options.impressions else { return }
        do {
          let outcome = try trial.run(seed: firstSeed &+ UInt64(number))
          tally.withLock { $0.add(outcome) }
        } catch {
          failure.withLock { $0 = error }
          return
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return BenchmarkReport(
      name: benchmark.name, subject: "\(options.impressions) synthetic slaps",
      figures: tally.withLock { $0.figures })
  }
}

/// Segments one slap after the other.
private final class SlapTrial {
  private let pool: FingerPool
  private let segmenter = SlapSegmenter()
  private let workspace = SlapWorkspace()

  init(pool: FingerPool) { self.pool = pool }

  func run(seed: UInt64) throws -> SlapOutcome {
    let conditions = SlapConditions.drawn(seed: seed)
    let slap = SyntheticSlap(conditions, fingers: pool, seed: seed)
    let kind = SlapKind(position: conditions.position) ?? .automatic
    // Every second missing finger is said to be missing.
    let isTold = seed & 1 == 0
    let watch = Stopwatch()
    let image = try SlapSegmenter.normalizer.normalize(slap.image)
    let normalized = watch.nanoseconds
    let result = segmenter.segment(
      image, as: SlapRequest(kind, missing: isTold ? conditions.missing : []),
      workspace: workspace)
    let whole = watch.nanoseconds
    return SlapOutcome(
      slap: slap, result: result, nanoseconds: whole - normalized,
      otherHand: otherHand(of: slap, image))
  }

  /// The same slap declared as the other hand; nil for thumbs and hands that miss fingers.
  private func otherHand(of slap: SyntheticSlap, _ image: NormalizedImage) -> SlapSegmentation? {
    let position = slap.conditions.position
    guard position != .plainThumbs, slap.conditions.missing.isEmpty else { return nil }
    let other: SlapKind = position == .plainRightFour ? .leftFour : .rightFour
    return segmenter.segment(image, as: SlapRequest(other), workspace: workspace)
  }
}

/// One slap with what segmentation made of it.
private struct SlapOutcome {
  let slap: SyntheticSlap
  let result: SlapSegmentation
  let nanoseconds: UInt64
  let otherHand: SlapSegmentation?

  var wrong: Int {
    result.found.count { finger in
      !slap.truth.contains {
        $0.position == finger.position && $0.holds(x: finger.box.x, y: finger.box.y)
      }
    }
  }

  var isComplete: Bool { slap.conditions.missing.isEmpty }
  var isRight: Bool { wrong == 0 && result.found.count == slap.truth.count }
}

/// Counts over many slaps.
private struct SlapTally {
  private var slaps = 0
  private var tips = (all: 0, right: 0)
  private var mislabelled = (slaps: 0, unflagged: 0)
  private var complete = (all: 0, right: 0, flagged: 0)
  private var other = (all: 0, byHand: 0, byAny: 0)
  private var glass: [UInt64] = []
  private var ink: [UInt64] = []
  private var flags: [SlapFlag: Int] = [:]

  mutating func add(_ outcome: SlapOutcome) {
    slaps += 1
    tips.all += outcome.slap.truth.count
    tips.right += outcome.result.found.count - outcome.wrong
    if outcome.wrong > 0 {
      mislabelled.slaps += 1
      if outcome.result.flags.isEmpty { mislabelled.unflagged += 1 }
    }
    if outcome.isComplete {
      complete.all += 1
      if outcome.isRight { addRight(outcome.result.flags) }
    }
    if let result = outcome.otherHand {
      other.all += 1
      let isByHand = result.flags.contains { $0 == .otherHand || $0 == .handUnsure }
      if isByHand { other.byHand += 1 }
      if !result.flags.isEmpty { other.byAny += 1 }
    }
    if outcome.slap.conditions.pixelsPerInch == 500 {
      if outcome.slap.conditions.isInked {
        ink.append(outcome.nanoseconds)
      } else {
        glass.append(outcome.nanoseconds)
      }
    }
  }

  private mutating func addRight(_ found: [SlapFlag]) {
    complete.right += 1
    if !found.isEmpty { complete.flagged += 1 }
    for flag in found { flags[flag, default: 0] += 1 }
  }

  var figures: [BenchmarkReport.Figure] {
    [
      .init("fingertips right", share(tips.right, tips.all), "of \(tips.all)"),
      .init("wrong and unflagged", Double(mislabelled.unflagged), "slaps of \(slaps)"),
      .init("wrong, flagged or not", Double(mislabelled.slaps), "slaps of \(slaps)"),
      .init("right and complete", Double(complete.right), "slaps of \(complete.all) complete"),
      .init("of these flagged", share(complete.flagged, complete.right), "(at most 0.10)"),
      .init("other hand: by the hand", share(other.byHand, other.all), "of \(other.all)"),
      .init("other hand: by any flag", share(other.byAny, other.all), "(at least 0.90)"),
      .init("live-scan slap, median", milliseconds(glass), "ms CPU at 1600x1500 (at most 5)"),
      .init("inked slap, median", milliseconds(ink), "ms CPU at 1600x1500 (at most 8)"),
    ]
      + SlapFlag.allCases.compactMap { flag in
        flags[flag].map { .init("  right but \(flag.rawValue)", Double($0), "slaps") }
      }
  }

  private func share(_ part: Int, _ whole: Int) -> Double { Double(part) / Double(max(1, whole)) }

  private func milliseconds(_ samples: [UInt64]) -> Double {
    samples.isEmpty ? 0 : Double(samples.sorted()[samples.count / 2]) / 1e6
  }
}
