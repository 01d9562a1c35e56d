// SPDX-License-Identifier: Apache-2.0

import ScannerModels
import Testing
import USB

@Suite("Isochronous transfers", .timeLimit(.minutes(10)))
struct IsochronousTests {
  private static let transfer = Transfer(
    .readIsochronous(
      IsochronousModel.endpoint, packets: 8, packetSize: IsochronousModel.packetSize),
    timeout: nil)

  private func open(alternate: UInt8) async throws -> (SimulatedDevice, any Transport) {
    let device = SimulatedDevice(IsochronousModel(), at: try #require(DevicePath("1-4")))
    let bus = SimulatedBus([device])
    let transport = try await bus.open(try #require(bus.devices().first), claiming: [0])
    try await transport.select(alternate: alternate, of: 0)
    return (device, transport)
  }

  @Test("Every packet comes in its turn, short ones as short and lost ones as lost")
  func packets() async throws {
    let (_, transport) = try await open(alternate: 1)
    var number = 0
    while number < 800 {
      let result = try await transport.submit(Self.transfer).result()
      try #require(result.packets.count == 8)
      for packet in result.packets {
        let expected = IsochronousModel.packet(number)
        #expect(packet.isLost == (expected == nil))
        #expect(Array(result.bytes[packet.range]) == expected ?? [])
        number += 1
      }
    }
    await transport.close()
  }

  @Test("Without the setting that has the endpoint the transfer is refused")
  func noSetting() async throws {
    let (_, transport) = try await open(alternate: 0)
    let error = await #expect(throws: USBError.self) {
      _ = try await transport.submit(Self.transfer).result()
    }
    #expect(error?.reason == .stall)
    await transport.close()
  }

  @Test("Pulling the plug ends the stream with what happened")
  func unplug() async throws {
    let (device, transport) = try await open(alternate: 1)
    let error = await #expect(throws: USBError.self) {
      for try await _ in transport.results(of: Self.transfer) { device.unplug() }
    }
    #expect(error?.reason == .disconnected)
    await transport.close()
  }
}
