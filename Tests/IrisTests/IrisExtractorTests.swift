// SPDX-License-Identifier: Apache-2.0

import Imaging
import SampleKit
import Testing

@testable import Iris

@Suite struct IrisExtractorTests {
  private let extractor = IrisExtractor()
  private let workspace = IrisWorkspace()

  @Test(arguments: [3, 4, 5] as [UInt64])
  func `Edges of a clear eye are found`(seed: UInt64) throws {
    let eye = SyntheticEye.picture(seed)
    let found = try extractor.extract(eye.image, workspace: workspace)
    #expect(abs(Double(found.geometry.pupil.x) - eye.truth.pupil.x) < 1.5)
    #expect(abs(Double(found.geometry.pupil.y) - eye.truth.pupil.y) < 1.5)
    #expect(abs(Double(found.geometry.pupil.radius) - eye.truth.pupil.radius) < 1.5)
    #expect(abs(Double(found.geometry.limbus.x) - eye.truth.limbus.x) < 1.5)
    #expect(abs(Double(found.geometry.limbus.y) - eye.truth.limbus.y) < 3)
    #expect(abs(Double(found.geometry.limbus.radius) - eye.truth.limbus.radius) < 1.5)
    #expect(abs(Double(found.measures.usableArea) - eye.truth.usableArea) < 6)
  }

  @Test func `Turned, dilated and blurred it is the same eye`() throws {
    let comparator = IrisComparator()
    let first = try extractor.extract(SyntheticEye.picture(9).image, workspace: workspace)
    let other = SyntheticEye.picture(9) {
      $0.roll = 30
      $0.dilation = 0.5
      $0.defocus = 1.5
      $0.radius = 92
      $0.seed = 77
    }
    let second = try extractor.extract(other.image, workspace: workspace)
    let found = comparator.compare(first.code, second.code)
    #expect(found.distance < IrisComparator.threshold)
    #expect(abs(abs(found.turn) - 21) <= 2)
  }

  @Test func `Other eyes are other eyes`() throws {
    let comparator = IrisComparator()
    let codes = try (20..<26).map {
      try extractor.extract(SyntheticEye.picture($0).image, workspace: workspace).code
    }
    for (number, code) in codes.enumerated() {
      for other in codes[(number + 1)...] {
        #expect(comparator.compare(code, other).distance > IrisComparator.threshold)
      }
    }
  }

  @Test func `Every instruction-set level gives the same bits`() throws {
    let image = SyntheticEye.picture(31).image
    let expected = try IrisExtractor(kernels: .plain).extract(image, workspace: workspace)
    for kernels in Kernels.available {
      #expect(try IrisExtractor(kernels: kernels).extract(image, workspace: workspace) == expected)
    }
  }

  @Test func `A workspace that saw other sizes changes nothing`() throws {
    let image = SyntheticEye.picture(32).image
    let expected = try extractor.extract(image, workspace: IrisWorkspace())
    _ = try? extractor.extract(
      #require(SyntheticEye.grey(320, 280) { x, y in UInt8((x * y) & 255) }), workspace: workspace)
    #expect(try extractor.extract(image, workspace: workspace) == expected)
  }

  @Test func `Blank and noisy pictures hold no eye`() throws {
    for grey in [0, 1, 128, 255] as [UInt8] {
      let image = try #require(SyntheticEye.grey(320, 240) { _, _ in grey })
      #expect(throws: IrisError.noEye) { try extractor.extract(image, workspace: workspace) }
    }
    var random = SeededGenerator(seed: 5)
    for _ in 0..<6 {
      let image = try #require(
        SyntheticEye.grey(320, 240) { _, _ in UInt8(truncatingIfNeeded: random.next()) })
      #expect(throws: IrisError.noEye) { try extractor.extract(image, workspace: workspace) }
    }
  }

  @Test func `Parts of an eye give a result or a typed error, whatever the size`() throws {
    let eye = SyntheticEye.picture(40).image
    for (x, y, width, height) in [
      (0, 0, 640, 90), (0, 0, 320, 480), (320, 0, 320, 480), (0, 240, 640, 240), (200, 150, 64, 64),
      (280, 200, 100, 70), (0, 0, 64, 480), (0, 400, 640, 80), (256, 176, 128, 128),
    ] {
      let part = try #require(
        SyntheticEye.grey(width, height) { eye.pixels[(y + $1) * 640 + x + $0] })
      do {
        let found = try extractor.extract(part, workspace: workspace)
        #expect(found.code.validBits <= 8192)
      } catch {
        #expect(error == .noEye)
      }
    }
  }

  @Test func `Pictures of impossible size are refused`() throws {
    let small = try #require(SyntheticEye.grey(63, 100) { _, _ in 0 })
    let large = try #require(SyntheticEye.grey(2049, 64) { _, _ in 0 })
    #expect(throws: IrisError.self) { try extractor.extract(small, workspace: workspace) }
    #expect(throws: IrisError.self) { try extractor.extract(large, workspace: workspace) }
  }

  @Test(arguments: [Float(16)...Float(17), 16...1024, 500...1024, 30...90])
  func `Any range of radii is survived`(radii: ClosedRange<Float>) throws {
    var parameters = IrisParameters()
    parameters.limbusRadii = radii
    let image = SyntheticEye.picture(41).image
    _ = try? IrisExtractor(parameters: parameters).extract(image, workspace: workspace)
  }
}
