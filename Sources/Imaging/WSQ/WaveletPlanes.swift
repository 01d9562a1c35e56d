// SPDX-License-Identifier: Apache-2.0

/// Where an image is while it is transformed, step by step: regions that were split an even number
/// of times lie on one plane, the others on the other one, always at the same place.
///
/// Not `Sendable`: it belongs to one encoding or decoding.
final class WaveletPlanes {
  let tree: SubbandTree
  let filters: FilterBank
  let kernels: any WSQKernels
  private let even = Plane<Float>(margin: 0)
  private let odd = Plane<Float>(margin: 0)

  /// Bytes that an image of this size takes.
  static func memory(width: Int, height: Int) -> Int {
    2 * MemoryLayout<Float>.stride * (width + 16) * height
  }

  /// Takes the size of the image; all samples are zero.
  init(width: Int, height: Int, filters: FilterBank, kernels: any WSQKernels) {
    tree = SubbandTree(width: width, height: height)
    self.filters = filters
    self.kernels = kernels
    even.layOut(width: width, height: height)
    odd.layOut(width: width, height: height)
  }

  /// The plane of the regions that so many splits have made; depth 0 has the image itself.
  func plane(depth: Int) -> Plane<Float> { depth & 1 == 0 ? even : odd }

  /// Calls `body` with each row of a region.
  func forEachRow(of region: SubbandRegion, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    let plane = plane(depth: region.depth)
    for y in 0..<region.rows.count {
      body(plane.row(region.rows.start + y) + region.columns.start)
    }
  }
}
