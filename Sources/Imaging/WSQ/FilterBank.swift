// SPDX-License-Identifier: Apache-2.0

/// A low-pass and a high-pass filter that together split a signal into halves without loss.
///
/// Filters are linear-phase: of odd length and symmetric about a sample, or of even length and
/// symmetric (low) or antisymmetric (high) about the gap between two samples. Both have the same
/// parity. Synthesis filters are the analysis filters of the other band with alternating signs; for
/// even lengths they may turn the sign of a line, which the second direction turns back.
struct FilterBank: Sendable, Hashable {
  /// A weight on the sample `offset` places from where the filter stands.
  struct Tap: Sendable, Hashable {
    let offset: Int
    let weight: Float
  }

  /// Right half of the analysis low-pass, from its centre outwards.
  let low: [Double]
  /// Right half of the analysis high-pass, from its centre outwards.
  let high: [Double]
  /// Whether both lengths are odd.
  let isOdd: Bool

  /// Cohen, Daubechies and Feauveau's 9/7 pair, which encoders of parameter set 2 use.
  static let standard = FilterBank(
    low: [
      0.852698679009403419, 0.377402855612653764, -0.110624404418423409, -0.0238494650193800019,
      0.0378284555069954614,
    ],
    high: [
      0.788485616405664398, -0.418092273222212201, -0.0406894176095584367, 0.0645388826289384386,
    ],
    isOdd: true)

  /// Samples that a filter reaches to either side of where it stands, in steps of the signal.
  var reach: Int { max(low.count, high.count) + 1 }

  /// Most samples that are added to one, in analysis or synthesis.
  var mostTaps: Int { 2 * (low.count + high.count) }

  /// Taps on the signal `x[2k + offset]` that give the low band's sample `k`.
  var analysisLow: [Tap] {
    isOdd ? Self.whole(low, about: 0) : Self.half(low, sign: 1)
  }

  /// Taps on the signal `x[2k + offset]` that give the high band's sample `k`.
  var analysisHigh: [Tap] {
    // A filter is laid over a signal turned round: its right half on what is to the left.
    isOdd ? Self.whole(high, about: 1) : Self.half(high.map { -$0 }, sign: -1)
  }

  /// Taps on the low band, `low[i + offset]`, of the signal's sample `2i + phase`.
  func synthesisLow(phase: Int) -> [Tap] {
    if isOdd { return Self.phase(Self.alternating(high), phase, of: 0) }
    return Self.phase(Self.half(Self.alternating(high).map { -$0 }, sign: 1), phase)
  }

  /// Taps on the high band, `high[i + offset]`, of the signal's sample `2i + phase`.
  func synthesisHigh(phase: Int) -> [Tap] {
    if isOdd { return Self.phase(Self.alternating(low), phase, of: 1) }
    return Self.phase(Self.half(Self.alternating(low), sign: -1), phase)
  }
}

extension FilterBank {
  /// All taps of a filter of odd length that is symmetric about the sample `centre`.
  private static func whole(_ half: [Double], about centre: Int) -> [Tap] {
    let reach = half.count - 1
    return (-reach...reach).map {
      Tap(offset: centre + $0, weight: Float(half[abs($0)]))
    }
  }

  /// All taps of a filter of even length about the gap between the samples 0 and 1; its left half is
  /// `sign` times the mirrored right half.
  private static func half(_ half: [Double], sign: Double) -> [Tap] {
    (1 - half.count...half.count).map {
      let weight = $0 > 0 ? half[$0 - 1] : sign * half[-$0]
      return Tap(offset: $0, weight: Float(weight))
    }
  }

  private static func alternating(_ half: [Double]) -> [Double] {
    half.enumerated().map { $0 & 1 == 0 ? $1 : -$1 }
  }

  /// The taps of an odd filter that meet samples of a band, which stand at `2k + place`.
  private static func phase(_ half: [Double], _ phase: Int, of place: Int) -> [Tap] {
    whole(half, about: phase - place).filter { $0.offset & 1 == 0 }.map {
      Tap(offset: $0.offset >> 1, weight: $0.weight)
    }
  }

  /// The taps of an even filter, standing at the band's sample `k`, that meet the signal's `2i + phase`.
  private static func phase(_ taps: [Tap], _ phase: Int) -> [Tap] {
    taps.filter { $0.offset & 1 == phase }.map {
      Tap(offset: (phase - $0.offset) >> 1, weight: $0.weight)
    }
  }
}
