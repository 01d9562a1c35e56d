// SPDX-License-Identifier: Apache-2.0

import CardReader
import ReaderModels
import Testing
import USB

/// A made-up reader on a bus of its own.
struct ReaderBench {
  let device: SimulatedDevice
  let bus: SimulatedBus
  let readers: CardReaders

  /// Waits so long that a loaded machine gets there: sound answers come at once.
  static let generous = CardReaderSettings(patience: 10)
  /// Waits as short as a test can be made to: for answers that never come.
  static let short = CardReaderSettings(patience: 0.02)

  init(_ model: any DeviceModel, settings: CardReaderSettings = generous) async throws {
    let device = SimulatedDevice(model, at: try #require(DevicePath("1-4")))
    self.device = device
    bus = SimulatedBus([device])
    readers = await Self.readers(bus, settings)
  }

  /// The readers of the same bus with other settings.
  func readers(_ settings: CardReaderSettings) async -> CardReaders {
    await Self.readers(bus, settings)
  }

  private static func readers(_ bus: SimulatedBus, _ settings: CardReaderSettings) async
    -> CardReaders
  {
    await CardReaders(through: .direct, settings: settings) { () throws(USBError) in
      LendingBus(bus)
    }
  }
}

/// A bus that outlives its users: closing it only closes what was opened through it.
private struct LendingBus: Bus {
  private let bus: SimulatedBus

  init(_ bus: SimulatedBus) { self.bus = bus }

  func devices() throws(USBError) -> [DeviceDescription] { try bus.devices() }

  func open(
    _ device: DeviceDescription, claiming interfaces: [UInt8]
  ) async throws(USBError) -> any Transport {
    try await bus.open(device, claiming: interfaces)
  }

  func changes() throws(USBError) -> AsyncStream<DeviceChange> { try bus.changes() }

  func close() async {}
}

extension CardChannel {
  /// Sends a command and tells whether the answer is the one that an `EchoCard` must give.
  func echoes(_ command: CommandAPDU, count: UInt8) async throws(CardError) -> Bool {
    try await transmit(command).bytes == EchoCard.expected(command.bytes, count: count)
  }
}
