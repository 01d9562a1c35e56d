// SPDX-License-Identifier: Apache-2.0

import Camera
import CameraModels
import Imaging
import Testing
import USB

@testable import Station

@Suite("Portraits from stills")
struct PortraitStillTests {
  /// A head as the guide wants it, in YUY2 without colour; `light` is added to the face.
  private static func picture(_ width: Int, _ height: Int, light: Int = 0) -> [UInt8] {
    let scale = width / 800
    return (0..<height).flatMap { y in
      (0..<width).flatMap { x -> [UInt8] in
        let isHead = (280 * scale..<520 * scale).contains(x) && y >= 90 * scale
        let skin = x / (3 * scale) % 2 == 0 ? 120 : 170
        return [UInt8(clamping: isHead ? skin + light : 200), 128]
      }
    }
  }

  private static func portrait(
    takesStill: Bool = true, light: Int = 0, _ change: (inout StillScript) -> Void = { _ in }
  ) async throws -> PortraitSession.Portrait {
    var script = CameraScript()
    (script.formats, script.width, script.height) = ([.yuy2], 800, 600)
    (script.isIsochronous, script.payloadBytes) = (false, 32_768)
    script.pictures = [picture(800, 600)]
    var stills = StillScript(.ownEndpoint)
    stills.sizes = [(400, 300), (1600, 1200)]
    stills.payloadBytes = 32_768
    stills.picture = picture(1600, 1200, light: light)
    change(&stills)
    script.stills = stills
    let place = try #require(DevicePath("1-4"))
    let bus = SimulatedBus([SimulatedDevice(UVCCameraModel(script), at: place)])
    return try await Camera(opening: bus.camera(named: nil), on: bus, settings: .unhurried).use {
      try await PortraitSession($0, takesStill: takesStill).run(within: .seconds(600))
    }
  }

  @Test("A good frame is followed by the largest still, cut in its own size")
  func still() async throws {
    let taken = try await Self.portrait()
    #expect(taken.source == .still(.ownEndpoint))
    #expect(taken.feedback == nil)
    // The head is 660 rows of 1200, and fills three quarters.
    #expect(taken.picture.height == 880)
    #expect(taken.measures.headWidth == 2 * 239)
    #expect(taken.statistics.wholeStills == 1)
  }

  @Test("Without a wish for stills the portrait is a frame")
  func noStill() async throws {
    let taken = try await Self.portrait(takesStill: false)
    #expect(taken.source == .frame)
    #expect(taken.picture.height == 440)
    #expect(taken.measures.headWidth == 239)
  }

  @Test("A still that came out worse than the frame is left for the frame, after a second try")
  func worse() async throws {
    let taken = try await Self.portrait(light: -100)
    #expect(taken.source == .frameInstead(.worse))
    #expect(taken.feedback == nil)
    #expect(taken.picture.height == 440)
    #expect(taken.statistics.wholeStills == 2)
  }

  @Test(
    "A promise that the camera does not keep leaves the frame, and is told",
    arguments: [
      (StillFault.triggerRefused, PortraitSource.StillFailure.setback(.refused)),
      (.frame(.errorBit), .damaged),
    ])
  func failed(_ fault: StillFault, _ failure: PortraitSource.StillFailure) async throws {
    let taken = try await Self.portrait { $0.faultOfAll = fault }
    #expect(taken.source == .frameInstead(failure))
    #expect(taken.feedback == nil)
    #expect(!failure.code.isEmpty)
  }

  @Test(
    "A still that no record could take, or that shows another part of the scene, is not asked for",
    arguments: [(5600, 4200), (2560, 1440)])
  func unfit(_ width: Int, _ height: Int) async throws {
    let taken = try await Self.portrait {
      $0.sizes = [(400, 300), (1600, 1200), (width, height)]
    }
    #expect(taken.source == .still(.ownEndpoint))
    #expect(taken.picture.height == 880)
  }

  @Test("Pictures are reduced by the mean of the pixels in each place")
  func reduced() throws {
    let image = try #require(
      GrayImage(width: 5, height: 2, pixels: [0, 2, 10, 10, 9, 4, 6, 10, 11, 9], resolution: nil))
    #expect(image.reduced(by: 2)?.pixels == [3, 10])
    #expect(image.reduced(by: 1) == image)
    #expect(image.reduced(by: 3) == nil)
  }
}
