// SPDX-License-Identifier: Apache-2.0

/// Loops of the WSQ codec over rows of samples.
///
/// The order of every floating-point operation is part of the specification. Outputs never overlap
/// inputs.
protocol WSQKernels: Sendable {
  /// Sum of `taps` rows from their element `start` on, each times its weight, added in order; rows
  /// that are nil add nothing.
  func weightedSum(
    _ rows: UnsafePointer<UnsafePointer<Float>?>, weights: UnsafePointer<Float>, taps: Int,
    start: Int, count: Int, out: UnsafeMutablePointer<Float>)

  /// Even and odd samples of `2 * count` samples.
  func deinterleave(
    _ samples: UnsafePointer<Float>, count: Int, even: UnsafeMutablePointer<Float>,
    odd: UnsafeMutablePointer<Float>)

  /// `2 * count` samples from `count` even and `count` odd ones.
  func interleave(
    even: UnsafePointer<Float>, odd: UnsafePointer<Float>, count: Int,
    out: UnsafeMutablePointer<Float>)

  /// Sum, darkest and lightest grey of pixels, at most 16384.
  func range(
    _ pixels: UnsafePointer<UInt8>, count: Int, result: UnsafeMutablePointer<UInt32>)

  /// `(grey - shift) / scale` of each pixel.
  func normalise(
    _ pixels: UnsafePointer<UInt8>, count: Int, shift: Float, scale: Float,
    out: UnsafeMutablePointer<Float>)

  /// `sample * scale + shift`, rounded and clipped to 0...255; what is not a number becomes 0.
  func grey(
    _ samples: UnsafePointer<Float>, count: Int, shift: Float, scale: Float,
    out: UnsafeMutablePointer<UInt8>)

  /// Bin indices: 0 up to `zero` to either side, then bins of width `1 / inverse`; held to 16 bits.
  func quantise(
    _ samples: UnsafePointer<Float>, count: Int, zero: Float, inverse: Float,
    out: UnsafeMutablePointer<Int16>)

  /// Samples from bin indices: `index * width`, moved away from zero by `offset`; 0 stays 0.
  func dequantise(
    _ indices: UnsafePointer<Int16>, count: Int, width: Float, offset: Float,
    out: UnsafeMutablePointer<Float>)

  /// Sum and sum of squares, each in eight lanes by column modulo 8, added to what is in `sums`:
  /// eight sums, then eight sums of squares.
  func moments(
    _ samples: UnsafePointer<Float>, count: Int, sums: UnsafeMutablePointer<Double>)

  /// Bit `i % 64` of word `i / 64` tells whether index `i` is not zero; bits beyond `count` are 0.
  func nonzero(
    _ indices: UnsafePointer<Int16>, count: Int, words: UnsafeMutablePointer<UInt64>)
}
