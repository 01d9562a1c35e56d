// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Foundation
import Testing
import USB

@testable import Camera

struct KernelOpeningTests {
  @Test(arguments: [USBError.Reason.notPermitted, .busy, .notSupported, .disconnected])
  func whereUSBIsRefusedTheKernelsDriverIsTaken(_ reason: USBError.Reason) async throws {
    let camera = try await LockedBus(reason: reason).camera(MadeUpNodes([MadeUpNode.Step]()))
    #expect(await camera.driver == .kernel(path: "/dev/video0"))
    await camera.close()
  }

  @Test func brokenCamerasAreNotTriedTheOtherWay() async throws {
    let error = await #expect(throws: CameraError.self) {
      try await LockedBus(reason: .wire).camera(MadeUpNodes([MadeUpNode.Step]()))
    }
    #expect(error?.reason == .faulty)
  }

  @Test func withoutANodeTheRefusalStays() async throws {
    let error = await #expect(throws: CameraError.self) {
      try await LockedBus().camera(MadeUpNodes([[]]))
    }
    #expect(error?.reason == .unavailable)
    #expect(error?.message.contains("udev rules") == true)
  }

  @Test func whereUSBIsOpenItIsTaken() async throws {
    let bus = LockedBus().real
    let camera = try await Camera(
      opening: bus.camera(named: nil), on: bus, nodes: MadeUpNodes([MadeUpNode.Step]()))
    #expect(await camera.driver == .usb)
    await camera.close()
  }

  @Test func eitherWayCanBeForced() async throws {
    var settings = CameraSettings()
    settings.route = .kernel
    let bus = LockedBus().real
    let camera = try await Camera(
      opening: bus.camera(named: nil), on: bus, nodes: MadeUpNodes([MadeUpNode.Step]()),
      settings: settings)
    #expect(await camera.driver?.description == "through the kernel's driver /dev/video0")
    await camera.close()
    await #expect(throws: CameraError.self) {
      try await LockedBus().camera(MadeUpNodes([MadeUpNode.Step]())) { $0.route = .usb }
    }
    let error = await #expect(throws: CameraError.self) {
      try await LockedBus().camera(MadeUpNodes([[]])) { $0.route = .kernel }
    }
    #expect(error?.reason == .unavailable)
  }

  @Test func nodesWithoutPicturesAreNoCameras() async throws {
    var script = MadeUpNode.Script()
    script.capabilities = 0x0480_0000
    let metadata = MadeUpNode(script, path: "/dev/video1")
    let camera = try await LockedBus().camera(
      MadeUpNodes([[metadata, MadeUpNode(path: "/dev/video2")]]))
    #expect(await camera.driver == .kernel(path: "/dev/video2"))
    await #expect(throws: CameraError.self) {
      try await LockedBus().camera(MadeUpNodes([[metadata]]))
    }
  }

  @Test func aModeComesFromTheNodeThatListsIt() async throws {
    var colour = MadeUpNode.Script()
    colour.formats = [
      (PixelCode("RGB3"), []),
      (PixelCode("YUYV"), [NodeSizes(width: 64, height: 48)]),
    ]
    let grey = MadeUpNode(path: "/dev/video2")
    let camera = try await LockedBus([.gray8, .nv12]).camera(
      MadeUpNodes([[MadeUpNode(colour), grey]]))
    try await camera.start(camera.modes[0])
    #expect(grey.streams == 1)
    let error = await #expect(throws: CameraError.self) { try await camera.start(camera.modes[1]) }
    #expect(error?.reason == .unsuitable)
    await camera.close()
  }

  /// Another size, rows with padding, no bytes, fewer than a frame has, more than is believed.
  @Test(arguments: 0..<7)
  func anotherFormatThanWasAskedForIsRefused(_ kind: Int) async throws {
    var script = MadeUpNode.Script()
    script.answer = { wish in
      var answer = MadeUpNode.honest(wish)
      switch kind {
      case 0: answer.width = 65
      case 1: answer.height = 0
      case 2: answer.bytesPerLine = 128
      case 3: answer.bytes = 0
      case 4: answer.bytes -= 1
      case 5: answer.bytes = .max
      default: answer.code = PixelCode("YUYV")
      }
      return answer
    }
    let camera = try await LockedBus().camera(MadeUpNodes([[MadeUpNode(script)]]))
    let error = await #expect(throws: CameraError.self) {
      try await camera.start(camera.modes[0])
    }
    #expect(error?.reason == .unsuitable)
    await camera.close()
  }

  @Test func buffersThatHoldNoFrameAreRefused() async throws {
    var script = MadeUpNode.Script()
    script.bufferBytes = 64 * 48 - 1
    let camera = try await LockedBus().camera(MadeUpNodes([[MadeUpNode(script)]]))
    let error = await #expect(throws: CameraError.self) {
      try await camera.start(camera.modes[0])
    }
    #expect(error?.reason == .unavailable)
  }

  @Test func sizesAreSingleOrInStepsOrWithoutGaps() {
    let single = NodeSizes(width: 640, height: 480)
    #expect(single.holds(width: 640, height: 480) && !single.holds(width: 640, height: 481))
    let steps = NodeSizes(
      widths: .init(least: 16, most: 64, step: 16), heights: .init(least: 8, most: 48, step: 8))
    #expect(steps.holds(width: 48, height: 16) && !steps.holds(width: 40, height: 16))
    #expect(!steps.holds(width: 80, height: 16) && !steps.holds(width: 0, height: 16))
    let free = NodeSizes(
      widths: .init(least: 1, most: .max, step: 0), heights: .init(least: 1, most: 100, step: 1))
    #expect(free.holds(width: 12_345, height: 99))
    let upsideDown = NodeSizes(
      widths: .init(least: 9, most: 3, step: 1), heights: .init(least: 1, most: 9, step: 1))
    #expect(!upsideDown.holds(width: 5, height: 5))
  }

  @Test func ratesBeyondReasonAreNone() {
    #expect(NodeInterval(333_333).rate?.rounded() == 30)
    var odd = NodeInterval(0)
    #expect(odd.rate == nil)
    (odd.numerator, odd.denominator) = (.max, 1)
    #expect(odd.rate == nil)
  }

  @Test func nodesAreFoundBelowTheControlInterface() throws {
    let camera = try LockedBus().camera(named: nil)
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let device = folder.appending(path: "1-4")
    for name in [
      "1-4:1.0/video4linux/video10", "1-4:1.0/video4linux/video9", "1-4:1.1/video4linux/video3",
    ] {
      try FileManager.default.createDirectory(
        at: device.appending(path: name), withIntermediateDirectories: true)
    }
    let nodes = SystemVideoNodes(devices: folder.path, files: "/dev")
    #expect(nodes.paths(of: camera) == [])
    let address = device.appending(path: "devnum")
    try Data("\(camera.device.address)\n".utf8).write(to: address)
    #expect(nodes.paths(of: camera) == ["/dev/video9", "/dev/video10"])
    try Data("\(camera.device.address &+ 1)\n".utf8).write(to: address)
    #expect(nodes.paths(of: camera) == [])
  }

  @Test func aNodeThatIsNotThereIsGone() {
    let error = #expect(throws: USBError.self) { try KernelVideoNode("/dev/no-such-video") }
    #expect(error?.reason == .disconnected)
    // Something that is no video node answers no question.
    #expect(throws: USBError.self) { try KernelVideoNode("/dev/null").capabilities() }
  }
}
