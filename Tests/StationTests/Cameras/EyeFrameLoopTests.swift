// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Camera
import Imaging
import Iris
import SampleKit
import Testing

@testable import Station

@Suite("Eyes before a camera")
struct EyeFrameLoopTests {
  private static let right = EyeImage(
    of: MasterEye(seed: 4, label: .right), EyeConditions(seed: 4)
  ).image
  private static let left = EyeImage(
    of: MasterEye(seed: 9, label: .left), EyeConditions(seed: 9)
  ).image

  private static func frame(
    _ width: Int, _ height: Int, _ pixels: [UInt8], number: Int = 1,
    _ quirks: CameraQuirks = CameraQuirks()
  ) -> CameraFrame {
    CameraFrame(
      gray: pixels, width: width, height: height, number: number, quirks: quirks)
  }

  @Test("The eye of a one-eye camera is the one that the operator named")
  func oneEye() throws {
    var loop = EyeFrameLoop(label: .right)
    let image = Self.right
    let view = try #require(try loop.look(at: Self.frame(image.width, image.height, image.pixels)))
    let kept = try #require(loop.best[.right]?.first)
    #expect(view.feedback == kept.feedback)
    #expect(kept.image.pixels == image.pixels)
    #expect(kept.frame == 1)
    #expect(loop.best[.left] == nil)
  }

  @Test("A two-eye camera's left half is the person's right eye")
  func twoEyes() throws {
    var quirks = CameraQuirks()
    quirks.eyes = .two
    let (width, height) = (Self.right.width, Self.right.height)
    var rows: [UInt8] = []
    for y in 0..<height {
      let row = y * width..<(y + 1) * width
      rows += Self.right.pixels[row]
      rows += Self.left.pixels[row]
    }
    var loop = EyeFrameLoop()
    _ = try loop.look(at: Self.frame(2 * width, height, rows, quirks))
    #expect(loop.best[.right]?.first?.image.pixels == Self.right.pixels)
    #expect(loop.best[.left]?.first?.image.pixels == Self.left.pixels)
  }

  @Test("A frame without an eye says so and keeps nothing")
  func noEye() throws {
    var loop = EyeFrameLoop(label: .left)
    let blank = [UInt8](repeating: 90, count: 640 * 480)
    #expect(try loop.look(at: Self.frame(640, 480, blank))?.feedback == .noEye)
    #expect(loop.best.isEmpty)
  }

  @Test("Only the best pictures are kept, the best one first")
  func keepsTheBest() throws {
    var loop = EyeFrameLoop(label: .right)
    let image = Self.right
    for number in 1...5 {
      // Each picture has less contrast than the one before.
      let grey = image.pixels.map { pixel -> UInt8 in
        let contrast = (Int(pixel) - 128) * (10 - number) / 10
        return UInt8(clamping: contrast + 128)
      }
      _ = try loop.look(at: Self.frame(image.width, image.height, grey, number: number))
    }
    let kept = try #require(loop.best[.right])
    #expect(kept.count == EyeFrameLoop.kept)
    #expect(zip(kept, kept.dropFirst()).allSatisfy { !$1.isBetter(than: $0) })
  }

  @Test("Frames without light are passed over where lamps flash in every second one")
  func strobe() throws {
    var filter = StrobeFilter()
    func picture(_ grey: UInt8) throws -> Picture {
      try #require(
        Picture(
          width: 64, height: 64, channels: .gray, pixels: [UInt8](repeating: grey, count: 4096)))
    }
    var lit: [Bool] = []
    for grey in [90, 10, 91, 10, 89, 11] as [UInt8] { lit.append(filter.isLit(try picture(grey))) }
    #expect(lit == [false, false, true, false, true, false])
  }
}
