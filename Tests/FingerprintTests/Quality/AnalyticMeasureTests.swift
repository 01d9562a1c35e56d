// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@testable import Fingerprint

/// Pictures and profiles whose measures follow from their definition by hand.
@Suite("Quality measures in closed form")
struct AnalyticMeasureTests {
  private static let side = 256

  /// Waves of a period in pixels whose normal is turned so many degrees from the x axis.
  private func waves(period: Double, degrees: Double) throws -> NormalizedImage {
    let (sine, cosine) = Elementary.sincos(degrees * .pi / 180)
    return try image { x, y in
      let place = Double(x) * cosine + Double(y) * sine
      return UInt8((128 + 100 * Elementary.sincos(2 * .pi * place / period).cos).rounded())
    }
  }

  private func image(
    width: Int = side, height: Int = side, _ grey: (Int, Int) -> UInt8
  ) throws -> NormalizedImage {
    let pixels = (0..<width * height).map { grey($0 % width, $0 / width) }
    return try #require(
      NormalizedImage(
        width: width, height: height, pixels: pixels, origin: .init(resolution: .standard)))
  }

  private func measure(_ image: NormalizedImage) throws -> NativeMeasures {
    try NativeMeasurement(image, QualityWorkspace(), Kernels.best.quality).measures
  }

  private func block(xx: Int32, yy: Int32, xy: Int32) -> BlockSums {
    var sums = BlockSums()
    (sums.xx, sums.yy, sums.xy) = (xx, yy, xy)
    return sums
  }

  // MARK: Whole pictures

  @Test("A picture of one grey has no ridges and no score")
  func constant() throws {
    let image = try image { _, _ in 128 }
    #expect(throws: MissingScore.tooLittleForeground) { try measure(image) }
  }

  @Test("Upright waves of 8 pixels have every measure at its best", arguments: [0.0, 90])
  func uprightWaves(degrees: Double) throws {
    let found = try measure(try waves(period: 8, degrees: degrees))
    #expect(abs(found.orientationCertainty.mean - 1) < 1e-12)
    #expect(found.orientationCertainty.counts == [0, 0, 0, 0, 0, 0, 0, 0, 0, 64])
    #expect(found.orientationFlow.counts == [Int](repeating: 0, count: 10))
    #expect(abs(found.coherence.relative - 1) < 1e-12)
    // As many as cells in the region of interest, which such a picture has by chance.
    #expect(found.coherence.sum > 0)
    #expect(abs(found.coherence.sum - found.coherence.sum.rounded()) < 1e-9)
    // Four waves fit the profile of 32, and nothing else is in it.
    #expect(abs(found.frequencyDomainAnalysis.mean - 1) < 0.01)
    #expect(abs(found.imageMean - 128) < 0.01)
    #expect(abs(found.cellMean - found.imageMean) < 1e-9)
  }

  @Test(
    "Waves at any angle have one direction: certain, coherent, without flow",
    arguments: [20.0, 45, 70, 110, 160])
  func turnedWaves(degrees: Double) throws {
    let found = try measure(try waves(period: 9, degrees: degrees))
    #expect(found.orientationCertainty.mean > 0.95)
    #expect(found.coherence.relative > 0.95)
    #expect(found.orientationFlow.counts.reduce(0, +) == 0)
    #expect(found.localClarity.mean > 0.7)
  }

  @Test("A block's direction is the angle whose tangent is halved, as NFIQ 2 has it")
  func direction() throws {
    let workspace = QualityWorkspace()
    let image = try waves(period: 9, degrees: 30)
    let kernels = Kernels.best.quality
    workspace.load(image, try #require(PixelFrame(image, kernels)))
    let blocks = BlockGrid(workspace.pixels, CellGrid(workspace.pixels, kernels), kernels)
    let root = 3.0.squareRoot()
    // The gradient's covariance is (3, root 3; root 3, 1)/4: product root 3/4, difference 2/4.
    let expected = Elementary.atan2(root / 4, 0.5) / 2
    for orientation in blocks.orientations { #expect(abs(orientation - expected) < 0.02) }
  }

  @Test("The mean of means counts a partial cell like a whole one, the mean does not")
  func means() throws {
    // Waves along x keep the foreground; rows 256 to 263 are 40 lighter.
    let image = try image(height: 264) { x, y in (x % 8 < 4 ? 60 : 140) + (y < 256 ? 0 : 40) }
    let found = try measure(image)
    #expect(abs(found.imageMean - (100 + 40 * 8.0 / 264)) < 1e-9)
    #expect(abs(found.cellMean - (100 + 40 / 9.0)) < 1e-9)
  }

  // MARK: Blocks

  @Test("Certainty is one less the ratio of the eigenvalues")
  func certainty() {
    #expect(OrientationCertainty.value(block(xx: 0, yy: 0, xy: 0)) == nil)
    #expect(OrientationCertainty.value(block(xx: 4096, yy: 0, xy: 0)) == 1)
    #expect(OrientationCertainty.value(block(xx: 4096, yy: 4096, xy: 4096)) == 1)
    #expect(OrientationCertainty.value(block(xx: 4096, yy: 4096, xy: 0)) == 0)
    #expect(OrientationCertainty.value(block(xx: 8192, yy: 2048, xy: 0)) == 0.75)
  }

  // MARK: Profiles

  private func profile(_ value: (Int) -> Double) -> [UInt16] {
    (0..<TurnedProfile.positions).map { UInt16((2048 + 1000 * value($0)).rounded()) }
  }

  private func wave(_ count: Int, _ position: Int) -> Double {
    Elementary.sincos(2 * .pi * Double(count * position) / 32).cos
  }

  @Test("A pure wave has all amplitude at its peak, two waves share it, one beside counts 0.3")
  func frequency() {
    let analysis = FrequencyDomainAnalysis()
    #expect(analysis.value(profile { _ in 0 }) == 1)
    #expect(abs(analysis.value(profile { self.wave(4, $0) }) - 1) < 5e-3)
    // As strong a wave three steps away is no neighbour: half; one step away: (1 + 0.3)/2.
    let apart = profile { 0.5 * self.wave(4, $0) + 0.5 * self.wave(7, $0) }
    #expect(abs(analysis.value(apart) - 0.5) < 5e-3)
    let beside = profile { 0.5 * self.wave(4, $0) + 0.5 * self.wave(5, $0) }
    #expect(abs(analysis.value(beside) - 0.65) < 5e-3)
    // The block's own width means shade, not ridges.
    #expect(analysis.value(profile { self.wave(1, $0) }) == 1)
  }

  /// Ridges and valleys of these widths, ridge first.
  private func bars(_ ridge: Int, _ valley: Int) -> [UInt16] {
    profile { $0 % (ridge + valley) < ridge ? -1 : 1 }
  }

  @Test("Clear bars of a finger's width have clarity 1, other widths 0")
  func clarity() {
    let value = { (sums: [UInt16]) in
      let samples = (0..<TurnedProfile.depth).flatMap { _ in sums.map { UInt8($0 / 16) } }
      return LocalClarity().value(RidgeProfile(sums), samples)
    }
    #expect(value(bars(4, 4)) == 1)
    #expect(value(bars(5, 5)) == 1)
    #expect(value(bars(1, 1)) == 0)
    #expect(value(bars(12, 12)) == 0)
  }

  @Test("Clarity loses half the share of pixels on the wrong side of the line")
  func mixedClarity() {
    let sums = bars(4, 4)
    // A quarter of the rows is inverted: a quarter of the pixels of ridges and of valleys is wrong.
    let samples = (0..<TurnedProfile.depth).flatMap { row in
      sums.map { UInt8(row % 4 == 0 ? 255 - $0 / 16 : $0 / 16) }
    }
    #expect(abs(LocalClarity().value(RidgeProfile(sums), samples) - 0.75) < 1e-12)
  }

  @Test("Ratios of neighbouring widths are 1 for even bars, and those of the bars otherwise")
  func uniformity() {
    let ratios = { (sums: [UInt16]) in
      var ratios: [Double] = []
      RidgeValleyUniformity().append(RidgeProfile(sums), to: &ratios)
      return ratios
    }
    #expect(ratios(bars(4, 4)) == [1, 1, 1, 1])
    let uneven = ratios(bars(5, 3))
    #expect(uneven.count == 4)
    // All are of one kind over the other, none inverted by itself.
    #expect(Set(uneven).count == 1 && [5.0 / 3, 0.6].contains(uneven[0]))
    #expect(ratios(bars(16, 16)).isEmpty)
  }

  @Test("A histogram's class holds the values from its bound up to the next")
  func histogram() {
    let found = MeasureHistogram([0, 0.1, 0.5, 0.95], bounds: (1...9).map { Double($0) / 10 })
    #expect(found.counts == [1, 1, 0, 0, 0, 1, 0, 0, 0, 1])
    #expect(abs(found.mean - 0.3875) < 1e-12)
    #expect(abs(found.deviation - 0.14046875.squareRoot()) < 1e-12)
    #expect(MeasureHistogram([3, 3, 3], bounds: [1]).deviation == 0)
  }
}
