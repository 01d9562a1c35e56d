// SPDX-License-Identifier: Apache-2.0

internal import CKernels

/// The loops of `WSQKernels` in C, for one instruction-set level.
///
/// The table holds pointers to functions of this program only; it is constant.
struct CompiledWSQKernels: WSQKernels, @unchecked Sendable {
  private let table: UnsafePointer<ck_table>

  init(table: UnsafePointer<ck_table>) { self.table = table }

  func weightedSum(
    _ rows: UnsafePointer<UnsafePointer<Float>?>, weights: UnsafePointer<Float>, taps: Int,
    start: Int, count: Int, out: UnsafeMutablePointer<Float>
  ) {
    table.pointee.wsq.weighted_sum(rows, weights, Int32(taps), Int32(start), Int32(count), out)
  }

  func deinterleave(
    _ samples: UnsafePointer<Float>, count: Int, even: UnsafeMutablePointer<Float>,
    odd: UnsafeMutablePointer<Float>
  ) {
    table.pointee.wsq.deinterleave(samples, Int32(count), even, odd)
  }

  func interleave(
    even: UnsafePointer<Float>, odd: UnsafePointer<Float>, count: Int,
    out: UnsafeMutablePointer<Float>
  ) {
    table.pointee.wsq.interleave(even, odd, Int32(count), out)
  }

  func range(
    _ pixels: UnsafePointer<UInt8>, count: Int, result: UnsafeMutablePointer<UInt32>
  ) {
    table.pointee.wsq.range(pixels, Int32(count), result)
  }

  func normalise(
    _ pixels: UnsafePointer<UInt8>, count: Int, shift: Float, scale: Float,
    out: UnsafeMutablePointer<Float>
  ) {
    table.pointee.wsq.normalise(pixels, Int32(count), shift, scale, out)
  }

  func grey(
    _ samples: UnsafePointer<Float>, count: Int, shift: Float, scale: Float,
    out: UnsafeMutablePointer<UInt8>
  ) {
    table.pointee.wsq.grey(samples, Int32(count), shift, scale, out)
  }

  func quantise(
    _ samples: UnsafePointer<Float>, count: Int, zero: Float, inverse: Float,
    out: UnsafeMutablePointer<Int16>
  ) {
    table.pointee.wsq.quantise(samples, Int32(count), zero, inverse, out)
  }

  func dequantise(
    _ indices: UnsafePointer<Int16>, count: Int, width: Float, offset: Float,
    out: UnsafeMutablePointer<Float>
  ) {
    table.pointee.wsq.dequantise(indices, Int32(count), width, offset, out)
  }

  func moments(
    _ samples: UnsafePointer<Float>, count: Int, sums: UnsafeMutablePointer<Double>
  ) {
    table.pointee.wsq.moments(samples, Int32(count), sums)
  }

  func nonzero(
    _ indices: UnsafePointer<Int16>, count: Int, words: UnsafeMutablePointer<UInt64>
  ) {
    table.pointee.wsq.nonzero(indices, Int32(count), words)
  }
}
