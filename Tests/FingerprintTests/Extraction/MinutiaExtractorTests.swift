// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import SampleKit
import Testing

@testable import Fingerprint

@Suite("Minutia extraction")
struct MinutiaExtractorTests {
  @Test("Nearly all true minutiae of a clean print are found, and nearly nothing else")
  func cleanPrint() throws {
    let print = Prints.clean
    let features = try Prints.extract(print.image)
    let score = GroundTruthScore(found: features.minutiae, truth: print.truth)
    #expect(print.truth.minutiae.count >= 10)
    #expect(score.recall >= 0.9)
    #expect(score.precision >= 0.9)
  }

  @Test("Every instruction-set level gives the same features", arguments: Kernels.available)
  func levels(kernels: Kernels) throws {
    #expect(try Prints.extract(Prints.clean.image, kernels) == Prints.extract(Prints.clean.image))
  }

  @Test("A workspace gives the same features whatever it was used for before")
  func reuse() throws {
    let extractor = MinutiaExtractor()
    let workspace = ExtractionWorkspace()
    let small = try #require(Prints.clean.image.normalizedAsIs)
    let large = try #require(Prints.grating(width: 401, height: 333, period: 9).normalizedAsIs)
    let first = try extractor.extract(small, workspace: workspace)
    _ = try extractor.extract(large, workspace: workspace)
    #expect(try extractor.extract(small, workspace: workspace) == first)
  }

  @Test("Blank, flat, noisy and shaded images have no fingerprint", arguments: Blank.allCases)
  func blank(kind: Blank) {
    let error = #expect(throws: ExtractionError.self) { try Prints.extract(kind.image) }
    #expect(error?.code == "no-fingerprint")
  }

  @Test("An image below 64 pixels a side is refused with its size")
  func tooSmall() {
    let image = Prints.grating(width: 63, height: 200, period: 9)
    let error = #expect(throws: ExtractionError.self) { try Prints.extract(image) }
    #expect(error?.code == "image-too-small")
    #expect(error?.message.contains("63x200") == true)
  }

  @Test("Straight ridges have no minutiae, whatever their direction", arguments: 0..<16)
  func grating(sixteenth: Int) throws {
    let image = Prints.grating(
      width: 200, height: 180, period: 9, degrees: Double(sixteenth) * 11.25)
    #expect(try Prints.extract(image).minutiae.isEmpty)
  }

  @Test("The ridge period of a grating is measured", arguments: [6.0, 7.5, 9, 11])
  func period(period: Double) throws {
    let image = Prints.grating(width: 240, height: 240, period: period, degrees: 30)
    #expect(abs(Double(try Prints.extract(image).ridgePeriod) / period - 1) < 0.06)
  }

  @Test(
    "A line that ends is an ending pointing along it, one that begins between two is a fork",
    arguments: [0.0, 45, 90, 137, 180, 225, 270, 300])
  func singleMinutia(degrees: Double) throws {
    for kind in [Minutia.Kind.ridgeEnding, .bifurcation] {
      let image = Prints.dislocation(side: 200, period: 9, degrees: degrees, kind: kind)
      let minutiae = try Prints.extract(image).minutiae
      let found = try #require(minutiae.first)
      #expect(minutiae.count == 1)
      #expect(abs(found.x - 100) < 4 && abs(found.y - 100) < 4)
      #expect(found.kind == kind)
      let turn = abs(Double(found.angle) - degrees)
      #expect(min(turn, 360 - turn) < 12)
    }
  }

  @Test("Sizes that end anywhere in a cell are extracted", arguments: [64, 65, 71, 72, 127, 130])
  func oddSizes(side: Int) throws {
    for height in [64, 99] {
      let features = try Prints.extract(Prints.grating(width: side, height: height, period: 9))
      #expect(features.width == side && features.height == height)
      #expect(features.template() != nil)
    }
  }

  @Test("Each stage is traced once, and a trace changes nothing")
  func trace() throws {
    let trace = RecordingTrace()
    let image = try #require(Prints.clean.image.normalizedAsIs)
    let traced = try MinutiaExtractor().extract(
      image, workspace: ExtractionWorkspace(), trace: trace)
    #expect(try Prints.extract(Prints.clean.image) == traced)
    #expect(trace.stages.count == ExtractionStage.allCases.count + 1)
    #expect(Set(trace.stages).count == trace.stages.count)
  }
}

/// Images that show no finger.
enum Blank: CaseIterable {
  case white, black, noise, shade, step

  var image: GrayImage {
    var random = SeededGenerator(seed: 7)
    return Prints.image(width: 256, height: 256) { x, _ in
      switch self {
      case .white: 255
      case .black: 0
      case .noise: random.uniform(60, 200)
      case .shade: Double(x) * 0.9
      case .step: x < 120 ? 30 : 220
      }
    }
  }
}

/// Keeps the names of what it is given.
final class RecordingTrace: StageTrace {
  private(set) var stages: [String] = []

  func picture(_ stage: String, _ make: () -> GrayImage?) {
    if make() != nil { stages.append(stage) }
  }

  func colourPicture(_ stage: String, _ make: () -> Canvas) {
    _ = make()
    stages.append(stage)
  }

  func figures(_ stage: String, _ make: () -> String) {
    _ = make()
    stages.append(stage)
  }
}
