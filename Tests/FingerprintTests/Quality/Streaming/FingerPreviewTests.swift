// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import SampleKit
import Testing

@Suite("Live preview")
struct FingerPreviewTests {
  private static let finger = MasterFinger(seed: 12, position: .leftIndex)

  private func frame(_ change: (inout ImpressionConditions) -> Void = { _ in }) -> GrayImage {
    var conditions = ImpressionConditions()
    change(&conditions)
    return FingerImpression(of: Self.finger, on: .optical, conditions, seed: 4).image
  }

  private func verdicts(
    _ frames: [GrayImage], _ preview: inout FingerPreview
  ) -> [FingerPreview.Verdict] {
    frames.map { preview.add($0) }
  }

  private func empty() throws -> GrayImage {
    try #require(
      GrayImage(
        width: 388, height: 374, pixels: [UInt8](repeating: 250, count: 388 * 374),
        resolution: .standard))
  }

  @Test("A finger that comes down and settles fires once, and again after it was lifted")
  func touch() throws {
    var preview = FingerPreview()
    let (none, still) = (try empty(), frame())
    let coming = [
      frame { $0.contactAxes = SkinPoint(x: 60, y: 70) },
      frame { $0.contactAxes = SkinPoint(x: 110, y: 140) },
    ]
    let sequence = [none, none] + coming + Array(repeating: still, count: 7) + [none]
    let seen = verdicts(sequence, &preview)
    #expect(seen.prefix(2) == [.noFinger, .noFinger])
    #expect(seen.dropFirst(2).prefix(2).allSatisfy { $0 == .moving || $0 == .noFinger })
    #expect(seen.count { $0 == .capture } == 1)
    #expect(seen.last == .noFinger)
    #expect(seen.dropLast().last == .captured)
    let again = verdicts(Array(repeating: still, count: 6), &preview)
    #expect(again.count { $0 == .capture } == 1)
  }

  @Test("A finger that slides does not fire until it is still")
  func slide() {
    var preview = FingerPreview()
    let sliding = (0..<6).map { step in frame { $0.shift.x = 9 * Double(step) - 25 } }
    #expect(verdicts(sliding, &preview).allSatisfy { $0 == .moving })
    let still = frame { $0.shift.x = 20 }
    #expect(verdicts(Array(repeating: still, count: 5), &preview).contains(.capture))
  }

  @Test("A print that is no good is called poor and does not fire")
  func poor() {
    var preview = FingerPreview()
    let pale = frame { $0.contactAxes = SkinPoint(x: 92, y: 104) }
    let seen = verdicts(Array(repeating: pale, count: 6), &preview)
    #expect(seen.contains(.poor))
    #expect(!seen.contains(.capture))
  }

  @Test("Wavering about the limit does not start over: to hold asks less than to fire")
  func hysteresis() throws {
    let (good, fair) = (frame(), frame { $0.contactAxes = SkinPoint(x: 138, y: 186) })
    var limits = PreviewLimits()
    limits.fullArea = 400
    limits.change = (still: 1, moving: 1)
    limits.motion = (still: 5, moving: 5)
    let worths = [good, fair].map { image in
      var preview = FingerPreview(limits: limits)
      _ = preview.add(image)
      return preview.frame?.worth(limits: limits) ?? 0
    }
    try #require(worths[1] < worths[0])
    limits.worth = (fire: (worths[0] + worths[1]) / 2, hold: worths[1] * 0.9)
    var preview = FingerPreview(limits: limits)
    #expect(
      verdicts([good, good, fair, fair], &preview) == [.moving, .settling, .settling, .capture])
    var other = FingerPreview(limits: limits)
    #expect(verdicts([fair, fair, fair, fair], &other).last == .poor)
  }

  @Test("The best still frames are kept, best first, and only so many")
  func best() {
    var preview = FingerPreview()
    let frames = [0.5, 0.7, 1, 0.9, 0.6].flatMap { contrast in
      Array(repeating: frame { $0.contrast = contrast }, count: 2)
    }
    _ = verdicts(frames, &preview)
    #expect(preview.best.count <= preview.limits.framesToKeep)
    #expect(!preview.best.isEmpty)
    #expect(preview.best.map(\.worth) == preview.best.map(\.worth).sorted(by: >))
  }

  @Test("A frame without resolution shows no finger")
  func unknown() {
    var preview = FingerPreview()
    #expect(preview.add(frame().with(resolution: nil)) == .noFinger)
  }
}
