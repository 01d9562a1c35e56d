// SPDX-License-Identifier: Apache-2.0

import CardReader
import ReaderModels
import SampleKit
import USB

/// The sample card's chip as the card in a made-up reader.
struct ChipPlayer: CardPlayer {
  let answerToReset = EmulatedChip.answerToReset
  private var chip: EmulatedChip

  init(_ card: SampleCard) { chip = EmulatedChip(card) }

  mutating func reset() { chip.reset() }

  mutating func answer(_ command: [UInt8]) -> [UInt8] {
    guard let command = try? CommandAPDU(parsing: command) else { return [0x67, 0x00] }
    return chip.answer(command).bytes
  }
}

/// A bus whose users do not close it.
struct LentBus: Bus {
  let bus: SimulatedBus

  func devices() throws(USBError) -> [DeviceDescription] { try bus.devices() }

  func open(
    _ device: DeviceDescription, claiming interfaces: [UInt8]
  ) async throws(USBError) -> any Transport {
    try await bus.open(device, claiming: interfaces)
  }

  func changes() throws(USBError) -> AsyncStream<DeviceChange> { try bus.changes() }

  func close() async {}
}
