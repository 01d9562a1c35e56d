// SPDX-License-Identifier: Apache-2.0

internal import CKernels

/// The loops of `QualityKernels` in C, for one instruction-set level.
///
/// The table holds pointers to functions of this program only; it is constant.
struct CompiledQualityKernels: QualityKernels, @unchecked Sendable {
  let table: ck_quality

  func frameSums(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int,
    rows: UnsafeMutablePointer<UInt32>, columns: UnsafeMutablePointer<UInt32>
  ) {
    table.frame_sums(pixels, Int32(stride), Int32(width), Int32(height), rows, columns)
  }

  func blockSums(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int
  ) -> BlockSums {
    let sums = table.block_sums(pixels, Int32(stride), Int32(width), Int32(height))
    return BlockSums(
      grey: sums.grey, square: sums.square, xx: sums.xx, yy: sums.yy, xy: sums.xy)
  }

  func turnedProfile(
    _ window: UnsafePointer<UInt8>, stride: Int, turn: UnsafePointer<Int32>,
    samples: UnsafeMutablePointer<UInt8>, sums: UnsafeMutablePointer<UInt16>
  ) {
    table.turned_profile(window, Int32(stride), turn, samples, sums)
  }

  func erode(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int,
    scratch: UnsafeMutablePointer<UInt16>, out: UnsafeMutablePointer<UInt8>, outStride: Int
  ) {
    table.erode(
      pixels, Int32(stride), Int32(width), Int32(height), scratch, out, Int32(outStride))
  }

  func blur(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int,
    half: UnsafePointer<UInt8>, radius: Int, scratch: UnsafeMutablePointer<UInt16>,
    out: UnsafeMutablePointer<UInt8>, outStride: Int
  ) {
    table.blur(
      pixels, Int32(stride), Int32(width), Int32(height), half, Int32(radius), scratch, out,
      Int32(outStride))
  }
}
