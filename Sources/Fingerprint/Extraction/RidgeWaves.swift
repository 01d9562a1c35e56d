// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The sixteen waves that a projection across ridges is held against: periods 20 to 4 pixels in
/// equal ratios, under a Hann window of 34 pixels.
struct RidgeWaves: Sendable {
  /// Number of waves.
  static let count = 16
  /// Samples of a projection, one pixel apart.
  static let samples = 32

  /// Natural logarithm of each wave's frequency in cycles per pixel.
  let logFrequency: [Float]
  /// 32 x 16, sample by sample.
  let cosines: [Float]
  let sines: [Float]
  /// Centres of 9 pixels along the ridge for each of 32 samples and 32 angles, as (x, y).
  let points: [SIMD2<Int32>]

  /// Ratio of neighbouring frequencies, as a difference of logarithms.
  var step: Float { logFrequency[1] - logFrequency[0] }

  init() {
    let longest = Elementary.log(1 / 20)
    let span = Elementary.log(20 / 4)
    let logs = (0..<Self.count).map { longest + span * Double($0) / Double(Self.count - 1) }
    logFrequency = logs.map(Float.init)
    var tables: [[Float]] = [[], []]
    for sample in 0..<Self.samples {
      let u = Double(sample) - 15.5
      let window = 0.5 + 0.5 * Elementary.cos(.pi * u / 17)
      for log in logs {
        let wave = Elementary.sincos(2 * .pi * Elementary.exp(log) * u)
        tables[0].append(Float(window * wave.cos))
        tables[1].append(Float(window * wave.sin))
      }
    }
    cosines = tables[0]
    sines = tables[1]
    points = (0..<FilterBank.angles).flatMap(Self.points)
  }

  private static func points(angle: Int) -> [SIMD2<Int32>] {
    let normal = Elementary.sincos(Double(angle) * .pi / Double(FilterBank.angles))
    return (0..<samples).flatMap { sample in
      (0..<9).map { tap in
        let across = Double(sample) - 15.5
        let along = Double(tap - 4) * 2
        let x = 4 + across * normal.cos - along * normal.sin
        let y = 4 + across * normal.sin + along * normal.cos
        return SIMD2(Int32(x.rounded()), Int32(y.rounded()))
      }
    }
  }
}
