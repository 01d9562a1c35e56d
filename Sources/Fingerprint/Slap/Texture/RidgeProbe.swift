// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// A projection of the halved image across the ridges, and how much of its energy is ridges.
///
/// 24 samples two pixels apart, each the sum of five points along the ridge: what is regular in one
/// direction over 2.4 mm and unchanging over 1 mm in the other is skin; writing, print and rules
/// hardly are.
struct RidgeProbe: Sendable {
  static let samples = 24
  static let points = 5
  static let angles = 32
  /// Pixels of the halved image that a probe reaches from its cell.
  static let reach = 18
  /// Waves of 3 to 8 periods over the 48 pixels of the probe: ridges 6 to 16 pixels apart.
  private static let waves = 3...8

  /// Points as (x, y) from the cell's middle, by angle, sample, point.
  let places: [SIMD2<Int32>]
  /// Cosines and sines of the six waves, two lanes of each empty, sample by sample.
  private let cosines: [SIMD8<Float>]
  private let sines: [SIMD8<Float>]
  private let window: [Float]
  private let windowSum: Float

  init() {
    places = (0..<Self.angles).flatMap { angle -> [SIMD2<Int32>] in
      let turn = Elementary.sincos(Double(angle) * .pi / Double(Self.angles))
      return (0..<Self.samples).flatMap { sample in
        (0..<Self.points).map { point in
          let u = Double(sample) - 11.5
          let v = Double(point - 2) * 2
          return SIMD2(
            Int32((u * turn.cos - v * turn.sin).rounded()),
            Int32((u * turn.sin + v * turn.cos).rounded()))
        }
      }
    }
    var tables: [[SIMD8<Float>]] = [[], []]
    for sample in 0..<Self.samples {
      var cosine = SIMD8<Float>()
      var sine = SIMD8<Float>()
      for (lane, wave) in Self.waves.enumerated() {
        let turn = Elementary.sincos(2 * .pi * Double(wave * sample) / Double(Self.samples))
        cosine[lane] = Float(turn.cos)
        sine[lane] = Float(turn.sin)
      }
      tables[0].append(cosine)
      tables[1].append(sine)
    }
    cosines = tables[0]
    sines = tables[1]
    window = (0..<Self.samples).map {
      Float(Elementary.sin(.pi * (Double($0) + 0.5) / Double(Self.samples)))
    }
    windowSum = window.reduce(0, +)
  }

  /// What a probe found.
  struct Finding {
    /// Share of the energy that lies in waves of ridges, 0...1.
    let band: Float
    /// Weakest third of the probe against the mean of all: near 0 for a lone stroke.
    let evenness: Float
  }

  /// Probes around `centre` with the offsets of one angle; nil when the evenness is below `least`.
  @inline(__always)
  func look(
    at centre: UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, leastEvenness least: Float
  ) -> Finding? {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.samples) { signal in
      guard let signal = signal.baseAddress else { return nil }
      for sample in 0..<Self.samples {
        let o = offsets + sample &* Self.points
        let sum =
          Int32(centre[Int(o[0])]) &+ Int32(centre[Int(o[1])]) &+ Int32(centre[Int(o[2])])
          &+ Int32(centre[Int(o[3])]) &+ Int32(centre[Int(o[4])])
        signal[sample] = Float(sum)
      }
      let evenness = Self.evenness(signal)
      return evenness < least ? nil : Finding(band: band(signal), evenness: evenness)
    }
  }

  /// Smallest of the three thirds' deviations over their mean.
  private static func evenness(_ signal: UnsafePointer<Float>) -> Float {
    var least = Float.infinity
    var total: Float = 0
    for third in 0..<3 {
      var part = SIMD8<Float>()
      for k in 0..<8 { part[k] = signal[third * 8 + k] }
      let mean = sum(part) / 8
      let difference = part - mean
      let deviation = (sum(difference * difference) / 8).squareRoot()
      least = min(least, deviation)
      total += deviation
    }
    // 4 of 5 x 255 grey keeps the ratio of glass and paper small.
    return least / (total / 3 + 4)
  }

  private func band(_ signal: UnsafePointer<Float>) -> Float {
    var mean: Float = 0
    for k in 0..<Self.samples { mean += window[k] * signal[k] }
    mean /= windowSum
    var energy: Float = 200
    var real = SIMD8<Float>()
    var imaginary = SIMD8<Float>()
    for k in 0..<Self.samples {
      let value = (signal[k] - mean) * window[k]
      energy += value * value
      real += cosines[k] * value
      imaginary += sines[k] * value
    }
    let power = Self.sum(real * real + imaginary * imaginary)
    return min(1, power * 2 / Float(Self.samples) / energy)
  }

  /// By halves, in an order that no compiler changes.
  @inline(__always)
  private static func sum(_ v: SIMD8<Float>) -> Float {
    let four = v.lowHalf + v.highHalf
    return (four[0] + four[2]) + (four[1] + four[3])
  }
}
