// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Testing
import USB

@testable import Camera

@Suite struct NegotiationTests {
  private static func settle(
    _ script: CameraScript, rate: Double = 30, quirks: CameraQuirks = CameraQuirks()
  ) async throws -> StreamPlan {
    let bus = SimulatedBus([SimulatedDevice(UVCCameraModel(script), at: .test)])
    let camera = try bus.camera(named: nil)
    let transport = try await bus.open(camera.device, claiming: camera.function.interfaces)
    let plan = try await Negotiation(
      transport, try #require(camera.function.streams.first),
      release: camera.function.control.release, quirks: quirks, patience: .seconds(600)
    ).settle(try #require(camera.function.modes.first), rate: rate)
    await bus.close()
    return plan
  }

  @Test(arguments: [(0x0100, 26), (0x0110, 34), (0x0150, 48), (0x0110, 26), (0x0100, 48)])
  func everyReleaseIsSpokenEvenWhereTheDescriptorLies(_ release: UInt16, _ length: Int) async throws
  {
    var script = CameraScript()
    script.release = release
    script.probeLength = length
    let plan = try await Self.settle(script)
    #expect(plan.rate.rounded() == 30)
    #expect(plan.payloadBytes == 3072)
  }

  @Test func aCardMayForceTheLengthOfTheBlock() async throws {
    var script = CameraScript()
    script.probeLength = 34
    var quirks = CameraQuirks()
    quirks.probeLength = 26
    await #expect(throws: USBError.self) { try await Self.settle(script, quirks: quirks) }
  }

  @Test(arguments: [(900, 1, 1024), (1024, 1, 1024), (1500, 2, 2048), (3060, 3, 3072)])
  func theSmallestSettingThatSufficesIsTaken(
    _ payload: Int, _ alternate: UInt8, _ bytes: Int
  ) async throws {
    var script = CameraScript()
    script.payloadBytes = payload
    let plan = try await Self.settle(script)
    #expect(plan.alternate == alternate)
    #expect(plan.transfer.content == .readIsochronous(0x81, packets: 32, packetSize: bytes))
  }

  @Test(arguments: [0, 4_000_000_000] as [UInt32])
  func aSenselessPayloadSizeIsReplacedByWhatTheStreamNeeds(_ size: UInt32) async throws {
    var script = CameraScript()
    script.saysPayloadBytes = size
    // 640 x 480 x 30 / 8000 = 1152 bytes a microframe, and the header.
    #expect(try await Self.settle(script).alternate == 2)
    #expect(try await Self.settle(script, rate: 15).alternate == 1)
    script.isIsochronous = false
    let plan = try await Self.settle(script)
    #expect(plan.payloadBytes == 640 * 480 + 256)
    #expect(plan.transfer.count == 1 << 18)
  }

  @Test func aCardMayOverruleAPayloadSizeThatIsTooLarge() async throws {
    var quirks = CameraQuirks()
    quirks.overstatesBandwidth = true
    #expect(try await Self.settle(CameraScript(), quirks: quirks).alternate == 2)
  }

  @Test func bulkTransfersAreWholePackets() async throws {
    var script = CameraScript()
    script.isIsochronous = false
    let plan = try await Self.settle(script)
    #expect(plan.transfer.content == .read(0x81, count: 3072))
    #expect(plan.alternate == nil)
    #expect(plan.inFlight == 16)
  }

  @Test func theNearestRateIsAskedFor() async throws {
    #expect(try await Self.settle(CameraScript(), rate: 12).rate.rounded() == 15)
    let range = FrameIntervals(standard: 333_333, values: [166_666, 2_000_000], isRange: true)
    #expect(range.nearest(rate: 20) == 500_000)
    #expect(range.nearest(rate: 1000) == 166_666)
    #expect(range.nearest(rate: 0) == 2_000_000)
  }

  @Test func senselessIntervalsArePassedOver() {
    let none = FrameIntervals(standard: 0, values: [0, .max], isRange: true)
    #expect(none.standard == 333_333)
    #expect(none.nearest(rate: 30) == 333_333)
    #expect(!none.isRange)
  }

  @Test func blocksAreReadAtAnyLength() throws {
    let wish = StreamParameters(mode: .test(.gray8, 2, 2), interval: 400_000)
    for length in StreamParameters.Length.allCases {
      let bytes = wish.bytes(length)
      #expect(bytes.count == length.rawValue)
      #expect(try StreamParameters(bytes) == wish)
    }
    for count in 0..<26 {
      #expect(throws: (any Error).self) {
        try StreamParameters([UInt8](repeating: 1, count: count))
      }
    }
  }
}
