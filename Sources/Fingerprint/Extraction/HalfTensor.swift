// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Structure tensor of every cell, by Sobel on the image averaged 2x2.
///
/// At half resolution ridges made of dots look like lines; at full resolution the orientation of
/// dry prints is lost (1.3 points of EER).
enum HalfTensor {
  static func run(_ w: ExtractionWorkspace, _ kernels: Kernels) {
    let need = 6 * (4 * w.columns + 16) + 12 * w.columns
    if w.floats.count < need { w.floats = [Float](repeating: 0, count: need) }
    w.floats.withUnsafeMutableBufferPointer { scratch in
      guard let base = scratch.baseAddress else { return }
      for y in 0..<w.rows {
        kernels.extraction.halfTensor(
          w.normalised.row(y * ExtractionWorkspace.cell), stride: w.normalised.stride,
          cells: w.columns, scratch: base, a: w.tensorA.row(y), b: w.tensorB.row(y),
          e: w.tensorE.row(y))
      }
    }
  }
}
