// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Testing
import USB

@testable import Camera

@Suite(.serialized) struct CameraActorTests {
  /// Small frames, so that a debug build makes them fast.
  private static func script(_ change: (inout CameraScript) -> Void = { _ in }) -> CameraScript {
    var script = CameraScript()
    (script.width, script.height) = (64, 48)
    script.payloadBytes = 500
    change(&script)
    return script
  }

  private static func open(
    _ script: CameraScript, _ settings: CameraSettings = .unhurried
  ) async throws -> (camera: Camera, device: SimulatedDevice, bus: SimulatedBus) {
    let device = SimulatedDevice(UVCCameraModel(script), at: .test)
    let bus = SimulatedBus([device])
    let camera = try await Camera(opening: bus.camera(named: nil), on: bus, settings: settings)
    return (camera, device, bus)
  }

  @Test(arguments: PixelFormat.allCases, [true, false])
  func framesComeInEveryFormat(_ format: PixelFormat, _ isIsochronous: Bool) async throws {
    let (camera, _, bus) = try await Self.open(
      Self.script {
        $0.formats = [format]
        $0.isIsochronous = isIsochronous
      })
    let rate = try await camera.start(try #require(camera.modes.first))
    #expect(rate.rounded() == 30)
    var last = -1
    for _ in 0..<5 {
      let frame = try await camera.frame(within: .seconds(600))
      let number = try #require(TestFrame.number(of: frame))
      #expect(number > last)
      last = number
      #expect(try frame.gray().pixels.count == 64 * 48)
      #expect(try frame.digest() == frame.digest())
    }
    await camera.close()
    await bus.close()
    #expect(await camera.statistics().allDamaged == 0)
  }

  @Test func aSlowReaderGetsTheNewestFrame() async throws {
    let (camera, _, _) = try await Self.open(Self.script { $0.mostFrames = 20 })
    try await camera.start(try #require(camera.modes.first))
    while await camera.statistics().wholeFrames < 20 { await Task.yield() }
    #expect(TestFrame.number(of: try await camera.frame(within: .seconds(600))) == 19)
    #expect(await camera.statistics().supersededFrames == 19)
    await camera.close()
  }

  @Test func aSilentStreamIsStartedAnew() async throws {
    var settings = CameraSettings.unhurried
    settings.silenceLimit = .milliseconds(200)
    // So many that a slow machine shows a frame after one of them.
    settings.restarts = 500
    let (camera, _, _) = try await Self.open(Self.script { $0.mostFrames = 1 }, settings)
    try await camera.start(try #require(camera.modes.first))
    for _ in 0..<3 {
      let frame = try await camera.frame(within: .seconds(600))
      #expect(TestFrame.number(of: frame) == 0)
    }
    #expect(await camera.statistics().restarts >= 2)
    await camera.close()
  }

  @Test func aCameraWithoutPicturesIsSaidToBeSilent() async throws {
    var settings = CameraSettings.unhurried
    settings.silenceLimit = .milliseconds(50)
    let (camera, _, _) = try await Self.open(Self.script { $0.mostFrames = 0 }, settings)
    try await camera.start(try #require(camera.modes.first))
    let error = await #expect(throws: CameraError.self) {
      try await camera.frame(within: .seconds(600))
    }
    #expect(error?.reason == .silent)
    #expect(await camera.statistics().restarts == 3)
    await camera.close()
  }

  @Test(arguments: [true, false])
  func unpluggedInMidFrameItGoesOnAfterItCameBack(_ isIsochronous: Bool) async throws {
    var settings = CameraSettings.unhurried
    settings.replugLimit = .seconds(600)
    let (camera, device, _) = try await Self.open(
      Self.script {
        $0.isIsochronous = isIsochronous
        $0.faults = [5: .unplug]
        $0.mostFrames = 8
      }, settings)
    try await camera.start(try #require(camera.modes.first))
    while device.description != nil { await Task.yield() }
    let plugging = Task {
      try await Task.sleep(for: .milliseconds(100))
      device.plug()
    }
    while await camera.statistics().reopenings == 0 {
      _ = try await camera.frame(within: .seconds(600))
    }
    try await plugging.value
    let frame = try await camera.frame(within: .seconds(600))
    #expect(TestFrame.number(of: frame) != nil)
    let counts = await camera.statistics()
    #expect(counts.reopenings >= 1)
    #expect(counts.damagedFrames[.interrupted] ?? 0 >= 1)
    await camera.close()
  }

  @Test func aCameraThatStaysAwayIsGone() async throws {
    let (camera, _, _) = try await Self.open(Self.script { $0.faults = [0: .unplug] })
    try await camera.start(try #require(camera.modes.first))
    let error = await #expect(throws: CameraError.self) { try await camera.frame() }
    #expect(error?.reason == .gone)
    await camera.close()
  }

  @Test func waitingCanBeCancelled() async throws {
    let (camera, _, _) = try await Self.open(Self.script { $0.mostFrames = 0 })
    try await camera.start(try #require(camera.modes.first))
    let waiting = Task { try await camera.frame(within: .seconds(600)) }
    waiting.cancel()
    let error = await #expect(throws: CameraError.self) { try await waiting.value }
    #expect(error?.reason == .cancelled)
    await camera.close()
  }

  @Test func controlsAreSetInsideTheirRange() async throws {
    let (camera, _, _) = try await Self.open(Self.script())
    let range = try #require(try await camera.range(of: .gain))
    #expect(
      range == ControlRange(minimum: 0, maximum: 100, resolution: 5, standard: 10, current: 10))
    #expect(try await camera.set(.gain, to: 43) == 45)
    #expect(try await camera.set(.gain, to: 4000) == 100)
    #expect(try await camera.range(of: .gain)?.current == 100)
    #expect(try await camera.range(of: .zoom) == nil)
    #expect(try await camera.set(.zoom, to: 1) == nil)
    await camera.close()
  }

  @Test func controlsOfExtensionUnitsAreWrittenInTheirLength() async throws {
    let device = SimulatedDevice(UVCCameraModel(Self.script()), at: .test)
    let bus = SimulatedBus([device])
    let camera = try bus.camera(named: nil)
    let transport = try await bus.open(camera.device, claiming: camera.function.interfaces)
    let controls = UVCControls(transport, camera.function.control, patience: .seconds(600))
    let unit = VideoGUID(Array(0x10...0x1f))
    try await controls.write(unit, 1, [7])
    #expect(try await controls.read(unit, 1) == [7, 0])
    await #expect(throws: CameraError.self) { try await controls.read(VideoGUID([]), 1) }
    await bus.close()
  }

  @Test func camerasAreNamedByTheirPlace() async throws {
    let place = try #require(DevicePath("2-1.3"))
    let bus = SimulatedBus([
      SimulatedDevice(UVCCameraModel(Self.script()), at: .test),
      SimulatedDevice(UVCCameraModel(Self.script()), at: place),
    ])
    #expect(try bus.cameras().map(\.id) == ["uvc@1-4", "uvc@2-1.3"])
    #expect(try bus.camera(named: "2-1.3").id == "uvc@2-1.3")
    #expect(try bus.camera(named: "uvc@1-4").device.path == .test)
    #expect(throws: CameraError.self) { try bus.camera(named: nil) }
    #expect(throws: CameraError.self) { try bus.camera(named: "uvc@9-9") }
  }
}
