// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Imaging

@Suite("Wavelet transform of WSQ")
struct WaveletTests {
  /// Noise that is a sum of rows and columns has nothing in the quarter that is not transformed.
  @Test(
    "Synthesis gives back what analysis took apart, whatever the size and the filters",
    arguments: [FilterBank.standard, .fiveThree, .haar, .twoSix],
    [(1, 1), (1, 2), (2, 5), (3, 3), (6, 17), (31, 1), (32, 33), (50, 47), (64, 101)])
  func reconstruction(filters: FilterBank, size: (width: Int, height: Int)) {
    let planes = WaveletPlanes(
      width: size.width, height: size.height, filters: filters, kernels: Kernels.plain.wsq)
    let image = planes.plane(depth: 0)
    let columns = Noise.floats(size.width)
    let rows = Noise.floats(size.height, seed: 2)
    for y in 0..<size.height {
      for x in 0..<size.width { image[y * planes.stride + x] = columns[x] + rows[y] }
    }
    WaveletAnalysis.run(planes)
    WaveletSynthesis.run(planes)
    var worst: Float = 0
    for y in 0..<size.height {
      for x in 0..<size.width {
        worst = max(worst, abs(image[y * planes.stride + x] - columns[x] - rows[y]))
      }
    }
    #expect(worst < 1e-4)
  }

  @Test("A wave of one frequency is nearly all in the subband of that frequency")
  func frequencyOrder() {
    // Waves at the middle of subbands 52, 53 (columns only) and 19 to 22, in cycles per sample.
    for (band, frequency) in [(52, 5.0 / 16), (53, 7.0 / 16), (19, 9.0 / 64), (23, 13.0 / 64)] {
      let planes = WaveletPlanes(
        width: 256, height: 256, filters: .standard, kernels: Kernels.plain.wsq)
      let image = planes.plane(depth: 0)
      for y in 0..<256 {
        for x in 0..<256 {
          image[y * planes.stride + x] = Float(
            Elementary.cos(2 * Double.pi * frequency * Double(x)))
        }
      }
      WaveletAnalysis.run(planes)
      let energies = planes.tree.bands.map { energy(of: $0, planes) }
      #expect(energies[band] > 0.5 * energies.reduce(0, +), "subband \(band)")
    }
  }

  @Test(
    "Subbands cover the image but for its last quarter", arguments: [(1, 1), (13, 64), (97, 50)])
  func subbands(size: (width: Int, height: Int)) {
    let tree = SubbandTree(width: size.width, height: size.height)
    var covered = [Int](repeating: 0, count: size.width * size.height)
    for band in tree.bands where band.count > 0 {
      for y in band.rows.start..<band.rows.start + band.rows.count {
        for x in band.columns.start..<band.columns.start + band.columns.count {
          covered[y * size.width + x] += 1
        }
      }
    }
    #expect(tree.bands.count == SubbandTree.bandCount)
    #expect(covered.allSatisfy { $0 <= 1 })
    #expect(covered.count { $0 == 0 } == (size.width / 2) * (size.height / 2))
  }

  private func energy(of region: SubbandRegion, _ planes: WaveletPlanes) -> Float {
    var sum: Float = 0
    planes.forEachRow(of: region) { row in
      for x in 0..<region.columns.count { sum += row[x] * row[x] }
    }
    return sum
  }
}
