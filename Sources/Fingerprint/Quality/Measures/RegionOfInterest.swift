// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The part of the image that shows finger: the image is worn down and blurred until only its dark
/// mass is left, holes are filled, and the largest region stays.
enum RegionOfInterest {
  /// Weights of a Gaussian of sigma 6.5 in 256ths, centre first; OpenCV's fixed-point rounding.
  private static let fine: [UInt8] = [
    16, 15, 15, 15, 13, 11, 11, 8, 8, 6, 5, 3, 3, 2, 2, 1, 1, 0, 1, 0, 0,
  ]
  /// Weights of a Gaussian of sigma 14.
  private static let coarse: [UInt8] = [
    8, 7, 7, 7, 7, 7, 7, 6, 6, 6, 6, 5, 5, 5, 5, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 1, 2, 1, 1, 1, 0, 1,
    1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,
  ]

  /// Finds the region of the loaded image.
  static func find(_ w: QualityWorkspace, _ kernels: any QualityKernels) -> ImageRegion {
    kernels.erode(
      w.pixels.row(0), stride: w.pixels.stride, width: w.pixels.width, height: w.pixels.height,
      scratch: w.scratch(radius: coarse.count - 1), out: w.first.row(0), outStride: w.first.stride)
    blur(w, fine, kernels)
    OtsuThreshold(w.second).whiten(w.second, into: w.first)
    blur(w, coarse, kernels)
    let threshold = OtsuThreshold(w.second)
    return ImageRegion(darkPartOf: w.second, threshold: threshold.value)
  }

  /// From the first plane into the second.
  private static func blur(
    _ w: QualityWorkspace, _ half: [UInt8], _ kernels: any QualityKernels
  ) {
    kernels.blur(
      w.first.row(0), stride: w.first.stride, width: w.first.width, height: w.first.height,
      half: half, radius: half.count - 1, scratch: w.scratch(radius: coarse.count - 1),
      out: w.second.row(0), outStride: w.second.stride)
  }
}
