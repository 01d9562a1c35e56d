// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@testable import SampleKit

@Suite("Finger impressions")
struct FingerImpressionTests {
  private static let finger = MasterFinger(seed: 21, pattern: .rightLoop, area: .middle)
  private static let small = ScannerModel.optical.resized(width: 160, height: 180)

  @Test("The same seed gives the same pixels and truth")
  func reproducible() {
    let first = FingerImpression(of: Self.finger, on: Self.small, seed: 1)
    let second = FingerImpression(of: Self.finger, on: Self.small, seed: 1)
    let other = FingerImpression(of: Self.finger, on: Self.small, seed: 2)
    #expect(first.image == second.image)
    #expect(first.truth == second.truth)
    #expect(first.image != other.image)
  }

  @Test("An image has the scanner's size and resolution", arguments: ScannerModel.all)
  func size(scanner: ScannerModel) {
    let model = scanner.resized(width: scanner.width / 4, height: scanner.height / 4)
    let impression = FingerImpression(of: Self.finger, on: model, seed: 1)
    #expect(impression.image.width == model.width)
    #expect(impression.image.height == model.height)
    #expect(impression.image.resolution == model.resolution)
  }

  @Test("True minutiae lie inside the image by their margin")
  func inside() {
    let impression = FingerImpression(of: Self.finger, on: Self.small, seed: 1)
    #expect(!impression.truth.minutiae.isEmpty)
    for minutia in impression.truth.minutiae {
      #expect((12...148).contains(minutia.x) && (12...168).contains(minutia.y))
    }
  }

  @Test("Truth turns with the finger")
  func rotation() {
    var conditions = ImpressionConditions()
    conditions.contactAxes = SkinPoint(x: 400, y: 400)
    let straight = FingerImpression(of: Self.finger, on: Self.small, conditions, seed: 1).truth
    conditions.rotation = 90
    let turned = FingerImpression(of: Self.finger, on: Self.small, conditions, seed: 1).truth
    let middle: (x: Float, y: Float) = (80, 90)
    let expected = straight.minutiae.map {
      Minutia(
        x: middle.x + ($0.y - middle.y), y: middle.y - ($0.x - middle.x), angle: $0.angle + 90,
        kind: $0.kind, quality: $0.quality)
    }
    let reachable = expected.filter { (16...144).contains($0.x) && (16...164).contains($0.y) }
    let score = GroundTruthScore(
      found: turned.minutiae, truth: GroundTruth(minutiae: reachable, doubtful: []))
    #expect(score.recall > 0.95)
  }

  @Test("Truth is at 500 ppi whatever the scanner's resolution")
  func resolutions() {
    let coarse = ScannerModel.optical.resized(width: 150, height: 170)
    let fine = ScannerModel.fine.resized(width: 300, height: 340)
    let one = FingerImpression(of: Self.finger, on: coarse, seed: 1).truth
    let other = FingerImpression(of: Self.finger, on: fine, seed: 1).truth
    let score = GroundTruthScore(found: other.minutiae, truth: one)
    #expect(score.recall > 0.9 && score.precision > 0.9)
    for minutia in one.minutiae {
      let nearest = other.minutiae.map { abs($0.x - minutia.x) + abs($0.y - minutia.y) }.min()
      #expect((nearest ?? 0) < 1 || score.missed > 0)
    }
  }

  @Test("A rolled finger shows far more than a plain one")
  func rolled() {
    let finger = MasterFinger(seed: 22, pattern: .whorl)
    let plain = FingerImpression(of: finger, on: .card, seed: 1)
    let rolled = FingerImpression(
      of: finger, on: .card, ImpressionConditions().rolled(inInk: true), seed: 1)
    #expect(rolled.truth.minutiae.count > plain.truth.minutiae.count * 3 / 2)
    #expect((70...150).contains(rolled.truth.minutiae.count))
  }

  @Test("Skin to image and back is the same place, under strong distortion")
  func inverse() {
    var distortion = SkinDistortion()
    distortion.shift = SkinPoint(x: 15, y: -10)
    distortion.turn = 8
    distortion.drift = 3
    let map = SkinMap(middle: SkinPoint(x: 190, y: 180), rotation: 25, distortion: distortion)
    for y in stride(from: -180.0, through: 180, by: 45) {
      for x in stride(from: -140.0, through: 140, by: 35) {
        let place = SkinPoint(x: x, y: y)
        #expect(map.skin(at: map.image(of: place)).distance(to: place) < 0.05)
      }
    }
  }
}
