// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FingerScanner
import Fingerprint
import Foundation
import Imaging
import SampleKit
import ScannerModels
import Station
import Testing
import USB

@Suite("Auto-capture")
struct AutoCaptureTests {
  private let time = VirtualTime()
  private static let finger = MasterFinger(seed: 12, position: .leftIndex)

  /// One frame of the same finger under these conditions.
  private static func frame(_ change: (inout ImpressionConditions) -> Void = { _ in }) -> GrayImage
  {
    var conditions = ImpressionConditions()
    change(&conditions)
    return FingerImpression(of: finger, on: .optical, conditions, seed: 4).image
  }

  private static let good = frame()
  private static let touching = frame { $0.contactAxes = SkinPoint(x: 60, y: 70) }
  private static let poor = frame { $0.contactAxes = SkinPoint(x: 92, y: 104) }
  private static let sliding = (0..<4).map { step in frame { $0.shift.x = 9 * Double(step) - 25 } }

  private func capture(
    _ presentations: [[GrayImage]], isLive: Bool = true, final: GrayImage? = nil,
    policy: AutoCapture.Policy = .init(), position: FingerPosition = .leftIndex,
    limit: Duration = .seconds(30)
  ) async throws -> (CapturedFinger, events: [String], passed: Duration) {
    let driver = ScriptedDriver(presentations, isLive: isLive, final: final, time: time)
    let scanner = FingerScanner(
      .samples, driver: driver, settings: ScannerSettings(clock: time))
    let (events, sink) = AsyncStream.makeStream(of: AutoCapture.Event.self)
    let (captured, passed) = try await withTaskExecutorPreference(time) {
      let captured = try await AutoCapture(policy).capture(
        position, from: scanner, within: limit, telling: { sink.yield($0) })
      await scanner.close()
      return (captured, time.passed)
    }
    sink.finish()
    var told: [String] = []
    for await event in events { event.word.map { told.append($0) } }
    return (captured, told, passed)
  }

  @Test("A finger that slides and then lies still is taken when it lies still")
  func settles() async throws {
    let frames = [Self.touching] + Self.sliding + [Self.good]
    let (captured, events, passed) = try await capture([frames])
    #expect(captured.image == Self.good)
    #expect(captured.isSettled)
    #expect(captured.score ?? 0 >= AutoCapture.Policy().enough)
    #expect(events.filter { $0 == "ready" }.count == 1)
    #expect(passed < .seconds(2))
  }

  @Test("A finger that never lies still is taken as it is when patience is at its end")
  func impatient() async throws {
    var policy = AutoCapture.Policy()
    policy.attempts = 1
    let endless = Array(repeating: Self.sliding, count: 100).flatMap { $0 }
    let (captured, _, passed) = try await capture([endless], policy: policy)
    #expect(!captured.isSettled)
    #expect(Self.sliding.contains(captured.image))
    #expect(passed >= policy.patience && passed < policy.patience + .seconds(1))
  }

  @Test("A finger that is still too poor is asked for again, and the best presentation counts")
  func again() async throws {
    var policy = AutoCapture.Policy()
    policy.enough = 100
    let (captured, events, _) = try await capture(
      [[Self.poor], [Self.good], [Self.poor]], policy: policy)
    #expect(captured.image == Self.good)
    #expect(events.filter { $0 == "again" }.count == 2)
    #expect(events.filter { $0 == "off" }.count >= 2)
  }

  @Test("A finger that is lifted too early may come back")
  func lifted() async throws {
    let empty = try #require(
      GrayImage(
        width: Self.good.width, height: Self.good.height,
        pixels: [UInt8](repeating: 250, count: Self.good.pixels.count), resolution: .standard))
    let (captured, events, _) = try await capture([[Self.touching, Self.poor, empty], [Self.good]])
    #expect(captured.image == Self.good)
    #expect(events.filter { $0 == "ready" }.count == 2)
  }

  @Test("A scanner that gives one picture a touch is not asked for a second one")
  func singleShot() async throws {
    let (captured, _, _) = try await capture([[Self.good]], isLive: false)
    #expect(captured.image == Self.good)
  }

  @Test("The final picture is taken, and never a preview of fewer pixels")
  func final() async throws {
    let (width, height) = (Self.good.width / 2, Self.good.height / 2)
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { pixels.append(Self.good.pixels[2 * y * Self.good.width + 2 * x]) }
    }
    let half = try #require(
      GrayImage(
        width: width, height: height, pixels: pixels, resolution: Resolution(pixelsPerInch: 250)))
    let (captured, _, _) = try await capture([[half]], final: Self.good)
    #expect(captured.image == Self.good)
  }

  @Test("Nobody comes: the capture ends at its limit")
  func nobody() async throws {
    let error = await #expect(throws: ScannerError.self) {
      _ = try await capture([], limit: .seconds(5))
    }
    #expect(error?.reason == .noFinger)
  }

  @Test(
    "The sample scanner gives fingers and slaps by itself",
    arguments: [
      FingerPosition.unknown, .leftThumb, .plainRightFour,
    ])
  func samples(_ position: FingerPosition) async throws {
    let scanner = FingerScanner(samples: ScannerSettings(clock: time))
    let captured = try await withTaskExecutorPreference(time) {
      let captured = try await AutoCapture().capture(position, from: scanner, within: .seconds(30))
      await scanner.close()
      return captured
    }
    #expect(captured.isSettled)
    #expect((captured.score == nil) == (position == .plainRightFour))
  }
}

/// A scanner on which these frames come, presentation after presentation; the last frame stays.
private actor ScriptedDriver: ScannerDriver {
  nonisolated let isLive: Bool
  private var presentations: [[GrayImage]]
  private var frames: [GrayImage] = []
  private let final: GrayImage?
  private let time: VirtualTime

  init(_ presentations: [[GrayImage]], isLive: Bool, final: GrayImage?, time: VirtualTime) {
    (self.presentations, self.isLive) = (presentations, isLive)
    (self.final, self.time) = (final, time)
  }

  func wake() {}
  func awaitFinger() async throws {
    if presentations.isEmpty { try await time.sleep(for: .seconds(3600)) }
    frames = presentations.removeFirst()
  }
  func readFrame() async throws -> RawFrame {
    try await time.sleep(for: .milliseconds(66))
    let image = frames.count > 1 ? frames.removeFirst() : frames[0]
    return try #require(RawFrame(image))
  }
  func finalFrame() throws -> RawFrame? { final.flatMap(RawFrame.init) }
  func awaitLift() { frames = [] }
  func sleep() {}
}

extension RawFrame {
  fileprivate init?(_ image: GrayImage) {
    guard let resolution = image.resolution else { return nil }
    self.init(
      width: image.width, height: image.height, pixels: image.pixels,
      geometry: FrameGeometry(resolution: resolution))
  }
}

extension AutoCapture.Event {
  fileprivate var word: String? {
    switch self {
    case .scanner(.ready): "ready"
    case .scanner(.fingerOff): "off"
    case .placeAgain: "again"
    default: nil
    }
  }
}
