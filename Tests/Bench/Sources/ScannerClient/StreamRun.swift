// SPDX-License-Identifier: Apache-2.0

import ScannerModels
import USB

/// Reads an isochronous stream through the real libusb, gives it up in the middle and begins anew:
/// every packet must be there in its turn, and every lost one be told.
struct StreamRun {
  private let count: Int
  private static let packetsATransfer = 8
  private static let rounds = 10

  init(_ count: Int) { self.count = count }

  func run() async throws {
    let bus = try LibUSBBus()
    var (whole, lost) = (0, 0)
    for _ in 0..<Self.rounds {
      guard let device = try bus.devices().first else {
        throw Finding(description: "no device is there")
      }
      let transport = try await bus.open(device, claiming: [0])
      try await transport.select(alternate: 1, of: 0)
      let transfer = Transfer(
        .readIsochronous(
          IsochronousModel.endpoint, packets: Self.packetsATransfer,
          packetSize: IsochronousModel.packetSize), timeout: nil)
      var number = 0
      // Nothing is dropped: as many results are kept as are read.
      for try await result in transport.results(of: transfer, inFlight: 3, buffering: count + 100) {
        for packet in result.packets {
          try Self.check(packet, of: result, number)
          (whole, lost) = packet.isLost ? (whole, lost + 1) : (whole + 1, lost)
          number += 1
        }
        if number >= count * Self.packetsATransfer { break }
      }
      await transport.close()
    }
    await bus.close()
    print("\(Self.rounds) streams: \(whole) packets arrived, \(lost) were lost")
  }

  private static func check(
    _ packet: IsochronousPacket, of result: TransferResult, _ number: Int
  ) throws {
    let expected = IsochronousModel.packet(number)
    let isRight =
      packet.isLost ? expected == nil : Array(result.bytes[packet.range]) == expected
    guard isRight else { throw Finding(description: "packet \(number) is not right") }
  }
}
