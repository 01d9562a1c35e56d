// SPDX-License-Identifier: Apache-2.0

/// One line, with what lies beyond its ends, and the filters that split it.
struct AnalysisLine: ~Copyable {
  /// The line; `count` samples may be written.
  let samples: UnsafeMutablePointer<Float>

  private let count: Int
  private let margin: Int
  private let even: UnsafeMutablePointer<Float>
  private let odd: UnsafeMutablePointer<Float>
  private var lowSum: RowSum
  private var highSum: RowSum
  private let ends: [(place: Int, source: Int)]

  /// Takes the samples of a line.
  init(count: Int, _ filters: FilterBank) {
    self.count = count
    margin = (filters.reach + 2) & ~1  // even, so that even samples stay even
    samples = Self.zeros(count + 2 * margin + 2) + margin
    let half = count / 2 + margin + 1
    even = Self.zeros(half) + margin / 2
    odd = Self.zeros(half) + margin / 2
    lowSum = RowSum(capacity: filters.mostTaps)
    highSum = RowSum(capacity: filters.mostTaps)
    let mirror = MirrorExtension(count: count, isOdd: filters.isOdd)
    ends = (Array(-margin..<0) + Array(count..<count + margin + 1)).map { ($0, mirror.sample($0)) }
    for tap in filters.analysisLow {
      lowSum.append((tap.offset & 1 == 0 ? even : odd) + tap.offset >> 1, weight: tap.weight)
    }
    for tap in filters.analysisHigh {
      highSum.append((tap.offset & 1 == 0 ? even : odd) + tap.offset >> 1, weight: tap.weight)
    }
  }

  deinit {
    (samples - margin).deallocate()
    (even - margin / 2).deallocate()
    (odd - margin / 2).deallocate()
  }

  /// Takes the samples that were written, before the bands are asked for.
  func separate(_ kernels: any WSQKernels) {
    for end in ends { samples[end.place] = samples[end.source] }
    kernels.deinterleave(
      samples - margin, count: count / 2 + margin + 1, even: even - margin / 2,
      odd: odd - margin / 2)
  }

  /// Writes the low band, `(count + 1) / 2` samples.
  func low(into out: UnsafeMutablePointer<Float>, _ kernels: any WSQKernels) {
    lowSum.add(count: (count + 1) / 2, into: out, kernels)
  }

  /// Writes the high band, `count / 2` samples.
  func high(into out: UnsafeMutablePointer<Float>, _ kernels: any WSQKernels) {
    highSum.add(count: count / 2, into: out, kernels)
  }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: count)
    memory.initialize(repeating: 0, count: count)
    return memory
  }
}
