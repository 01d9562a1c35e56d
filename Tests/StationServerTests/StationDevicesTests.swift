// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Camera
import CameraModels
import NIOConcurrencyHelpers
import Station
import Testing
import USB

@testable import StationServer

@Suite("Devices that are plugged in")
struct StationDevicesTests {
  private static let subject = CaptureSubject(
    application: "A-1", personalNumber: "001190000001", missing: [], attempts: 0)

  private static func show() -> CaptureShow {
    CaptureShow(Live(), application: "A-1", target: "portrait")
  }

  /// A camera at a place of its own. A new bus each time, as the station opens one for each capture.
  private static func camera() throws -> (SimulatedDevice, StationDevices) {
    var script = CameraScript()
    (script.formats, script.width, script.height) = ([.yuy2], 320, 240)
    let device = SimulatedDevice(
      UVCCameraModel(script), at: try #require(DevicePath("1-4")))
    return (device, StationDevices(openBus: { () throws(USBError) in SimulatedBus([device]) }))
  }

  @Test(
    "With nothing plugged in every capture says so, in words for the officer",
    arguments: [
      CaptureTarget.finger(.rightIndex, .plain), .eye(.right), .portrait,
      .exception(.finger(.leftLittle)),
    ])
  func nothing(target: CaptureTarget) async throws {
    let devices = StationDevices(openBus: { () throws(USBError) in SimulatedBus([]) })
    let live = Live()
    let news = try live.events()
    let show = CaptureShow(live, application: "A-1", target: "portrait")
    do {
      _ = try await devices.capture(
        target, of: Self.subject, urge: CaptureUrge(), showing: show)
      Issue.record("captured by nothing")
    } catch { show.fail(error) }
    var last = ""
    for await item in news {
      guard case .event("live", let text) = item else { continue }
      last = String(decoding: text.bytes, as: UTF8.self)
      if last.contains(#""phase":"lost""#) { break }
    }
    #expect(last.contains(#""vietnamese":""#) && last.contains(#""english":""#), "\(last)")
  }

  @Test("A chip is not asked for before the personal number is known")
  func number() async throws {
    let subject = CaptureSubject(
      application: "A-1", personalNumber: nil, missing: [], attempts: 0)
    #expect(throws: WebError.self) { try subject.accessKey() }
    _ = try Self.subject.accessKey()
  }

  @Test("A camera takes the portrait when the officer urges; pulled out and in again it goes on")
  func portrait() async throws {
    let (device, devices) = try Self.camera()
    #expect(await devices.list().contains { $0.kind == "portrait" && $0.isPresent })
    func take() async throws -> PresentedPortrait? {
      let urge = CaptureUrge()
      urge.set()
      let taken = try await devices.capture(
        .portrait, of: Self.subject, urge: urge, showing: Self.show())
      if case .portrait(let picture) = taken { return picture }
      return nil
    }
    #expect(try await take()?.file.isEmpty == false)
    device.unplug()
    await #expect(throws: (any Error).self) { try await take() }
    #expect(await devices.list().contains { $0.kind == "portrait" && !$0.isPresent })
    device.plug()
    #expect(try await take()?.device.contains("1-4") == true)
  }

  @Test("A capture that nobody wants any more ends")
  func cancelled() async throws {
    let (_, devices) = try Self.camera()
    let task = Task {
      try await devices.capture(
        .eye(.right), of: Self.subject, urge: CaptureUrge(), showing: Self.show())
    }
    task.cancel()
    await #expect(throws: (any Error).self) { try await task.value }
  }
}
