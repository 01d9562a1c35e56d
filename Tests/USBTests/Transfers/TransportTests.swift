// SPDX-License-Identifier: Apache-2.0

import Testing
import USB

@Suite struct TransportTests {
  private static let ask = ControlSetup(.vendor, request: 2, value: 0)

  @Test func dataGoOutAndComeBack() async throws {
    let (bus, _, transport) = try await SimulatedBus.echo()
    #expect(try await transport.readControl(Self.ask, count: 8, timeout: .seconds(1)) == [1, 2, 3])
    try await transport.write(0x01, [7, 8], timeout: .seconds(1))
    #expect(try await transport.read(0x82, count: 64, timeout: .seconds(1)) == [7, 8])
    await bus.close()
  }

  @Test func aRefusedRequestIsAStall() async throws {
    let (bus, _, transport) = try await SimulatedBus.echo()
    let setup = ControlSetup(.vendor, request: 99, value: 0)
    await #expect(throws: USBError(.stall, doing: "reading 1 bytes by \(setup)")) {
      try await transport.readControl(setup, count: 1, timeout: .seconds(1))
    }
    await bus.close()
  }

  @Test func aSilentDeviceEndsWithATimeout() async throws {
    let (bus, _, transport) = try await SimulatedBus.echo()
    let pending = transport.submit(
      Transfer(.read(0x83, count: 64), timeout: .milliseconds(20)))
    #expect(await pending.reason == .timeout)
    await bus.close()
  }

  @Test func cancellingTheTaskCancelsTheTransfer() async throws {
    let (bus, _, transport) = try await SimulatedBus.echo()
    let waiting = Task { try await transport.read(0x83, count: 64, timeout: nil) }
    waiting.cancel()
    let result = await waiting.result
    #expect(throws: USBError.self) { try result.get() }
    await bus.close()
  }

  @Test func closingEndsEverythingThatRuns() async throws {
    let (_, _, transport) = try await SimulatedBus.echo()
    let pending = (0..<5).map { _ in
      transport.submit(Transfer(.read(0x83, count: 64), timeout: nil))
    }
    await transport.close()
    for transfer in pending { #expect(await transfer.reason == .cancelled) }
    #expect(await transport.submit(Transfer(.read(0x83, count: 1), timeout: nil)).reason == .closed)
  }

  @Test func pullingThePlugEndsEverythingAndPluggingInStartsAfresh() async throws {
    let (bus, device, transport) = try await SimulatedBus.echo()
    var changes = try bus.changes().makeAsyncIterator()
    let pending = transport.submit(Transfer(.read(0x83, count: 64), timeout: nil))
    device.unplug()
    #expect(await pending.reason == .disconnected)
    #expect(
      await transport.submit(Transfer(.read(0x83, count: 1), timeout: nil)).reason == .disconnected)
    await transport.close()
    device.plug()
    #expect(await changes.next()?.device.path == device.path)
    guard case .arrived(let again) = await changes.next() else {
      Issue.record("no arrival")
      return
    }
    let second = try await bus.open(again, claiming: [0])
    #expect(try await second.readControl(Self.ask, count: 8, timeout: .seconds(1)) == [1, 2, 3])
    await bus.close()
  }

  @Test func aDeviceIsOpenOnlyOnce() async throws {
    let (bus, device, _) = try await SimulatedBus.echo()
    let found = try #require(device.description)
    await #expect(throws: USBError(.busy, doing: "opening the device at 1-1")) {
      try await bus.open(found, claiming: [0])
    }
    await bus.close()
  }

  @Test func moreThanWasAskedForIsAnOverflow() async throws {
    let (bus, _, transport) = try await SimulatedBus.echo()
    try await transport.write(0x01, [1, 2, 3, 4], timeout: .seconds(1))
    let pending = transport.submit(Transfer(.read(0x82, count: 2), timeout: .seconds(1)))
    #expect(await pending.reason == .overflow)
    await bus.close()
  }

  @Test(arguments: [
    Transfer.Content.read(0x82, count: -1), .read(0x82, count: Transfer.mostBytes + 1),
    .readControl(ask, count: 70_000), .readIsochronous(0x82, packets: .max, packetSize: .max),
  ])
  func insaneSizesAreRefused(_ content: Transfer.Content) async throws {
    let (bus, _, transport) = try await SimulatedBus.echo()
    #expect(await transport.submit(Transfer(content, timeout: nil)).reason == .badSize)
    await bus.close()
  }

  @Test func aStreamRepeatsATransferUntilItIsDropped() async throws {
    let (bus, _, transport) = try await SimulatedBus.echo()
    try await transport.write(0x01, [9], timeout: .seconds(1))
    var count = 0
    let transfer = Transfer(.read(0x82, count: 64), timeout: .seconds(1))
    for try await result in transport.results(of: transfer) {
      #expect(result.bytes == [9])
      count += 1
      if count == 100 { break }
    }
    await bus.close()
  }
}

extension PendingTransfer {
  /// Why it failed; nil when it did not.
  var reason: USBError.Reason? {
    get async {
      guard case .failure(let error) = await outcome() else { return nil }
      return error.reason
    }
  }
}
