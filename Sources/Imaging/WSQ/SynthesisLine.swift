// SPDX-License-Identifier: Apache-2.0

/// One line's low and high band, with what lies beyond their ends, and the filters that join them.
struct SynthesisLine: ~Copyable {
  /// The low band's samples; `(count + 1) / 2` may be written.
  let low: UnsafeMutablePointer<Float>
  /// The high band's samples; `count / 2` may be written.
  let high: UnsafeMutablePointer<Float>

  private let count: Int
  private let margin: Int
  private var even: RowSum
  private var odd: RowSum
  private let evenSamples: UnsafeMutablePointer<Float>
  private let oddSamples: UnsafeMutablePointer<Float>
  private var lowEnds: [End] = []
  private var highEnds: [End] = []

  /// A sample beyond an end of a band, and the one it mirrors.
  private struct End {
    let place: Int
    let source: Int
    let sign: Float
  }

  /// Takes the samples of a line.
  init(count: Int, _ filters: FilterBank) {
    self.count = count
    margin = filters.reach
    let half = (count + 1) / 2
    low = Self.zeros(half + 2 * margin) + margin
    high = Self.zeros(half + 2 * margin) + margin
    evenSamples = Self.zeros(half)
    oddSamples = Self.zeros(half)
    even = RowSum(capacity: filters.mostTaps)
    odd = RowSum(capacity: filters.mostTaps)
    let mirror = MirrorExtension(count: count, isOdd: filters.isOdd)
    mirrorEnds(mirror)
    Self.select(filters, phase: 0, low, high, &even)
    Self.select(filters, phase: 1, low, high, &odd)
  }

  deinit {
    (low - margin).deallocate()
    (high - margin).deallocate()
    evenSamples.deallocate()
    oddSamples.deallocate()
  }

  /// Writes the joined line.
  func join(into out: UnsafeMutablePointer<Float>, _ kernels: any WSQKernels) {
    for end in lowEnds { low[end.place] = low[end.source] * end.sign }
    for end in highEnds { high[end.place] = high[end.source] * end.sign }
    even.add(count: (count + 1) / 2, into: evenSamples, kernels)
    odd.add(count: count / 2, into: oddSamples, kernels)
    kernels.interleave(even: evenSamples, odd: oddSamples, count: count / 2, out: out)
    if count & 1 == 1 { out[count - 1] = evenSamples[count / 2] }
  }

  private static func select(
    _ filters: FilterBank, phase: Int, _ low: UnsafeMutablePointer<Float>,
    _ high: UnsafeMutablePointer<Float>, _ sum: inout RowSum
  ) {
    for tap in filters.synthesisLow(phase: phase) {
      sum.append(low + tap.offset, weight: tap.weight)
    }
    for tap in filters.synthesisHigh(phase: phase) {
      sum.append(high + tap.offset, weight: tap.weight)
    }
  }

  private mutating func mirrorEnds(_ mirror: MirrorExtension) {
    let lowCount = (count + 1) / 2
    let highCount = count / 2
    for k in Array(-margin..<0) + Array(lowCount..<lowCount + margin) {
      lowEnds.append(End(place: k, source: mirror.low(k), sign: 1))
    }
    for k in Array(-margin..<0) + Array(highCount..<highCount + margin) {
      let source = mirror.high(k)
      highEnds.append(End(place: k, source: source?.index ?? 0, sign: source?.sign ?? 0))
    }
  }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: count)
    memory.initialize(repeating: 0, count: count)
    return memory
  }
}
