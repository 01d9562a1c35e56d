// SPDX-License-Identifier: Apache-2.0

/// Where an image is while it is transformed, step by step: regions that were split an even number
/// of times lie on one plane, the others on the other one, always at the same place.
///
/// Not `Sendable`: it belongs to one encoding or decoding.
final class WaveletPlanes {
  let tree: SubbandTree
  let filters: FilterBank
  let kernels: any WSQKernels
  /// Samples from one row to the next.
  let stride: Int
  /// Both planes, one behind the other: one piece of memory is what the system gives again and again
  /// without clearing it each time.
  private let samples: UnsafeMutablePointer<Float>
  private let height: Int

  /// Bytes that an image of this size takes.
  static func memory(width: Int, height: Int) -> Int {
    2 * MemoryLayout<Float>.stride * stride(width) * height
  }

  /// Rows begin at multiples of a cache line.
  private static func stride(_ width: Int) -> Int { (width + 15) & ~15 }

  /// Takes the size of the image. The samples must be written before they are read.
  init(width: Int, height: Int, filters: FilterBank, kernels: any WSQKernels) {
    tree = SubbandTree(width: width, height: height)
    self.filters = filters
    self.kernels = kernels
    self.height = height
    stride = Self.stride(width)
    samples = .allocate(capacity: 2 * stride * height)
  }

  deinit { samples.deallocate() }

  /// The first sample of the plane of the regions that so many splits have made; depth 0 has the
  /// image itself.
  func plane(depth: Int) -> UnsafeMutablePointer<Float> { samples + (depth & 1) * stride * height }

  /// Calls `body` with each row of a region.
  func forEachRow(of region: SubbandRegion, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    let first = plane(depth: region.depth) + region.rows.start * stride + region.columns.start
    for y in 0..<region.rows.count { body(first + y * stride) }
  }

  /// Makes a region zero.
  func clear(_ region: SubbandRegion) {
    forEachRow(of: region) { $0.update(repeating: 0, count: region.columns.count) }
  }
}
