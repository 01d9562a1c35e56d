// SPDX-License-Identifier: Apache-2.0

/// An opened simulated device.
final class SimulatedTransport: Transport {
  let device: DeviceDescription
  private let simulated: SimulatedDevice
  private let transfers = OpenTransfers()

  init(
    _ simulated: SimulatedDevice, _ device: DeviceDescription
  ) throws(USBError) {
    self.simulated = simulated
    self.device = device
    try simulated.claim(by: ObjectIdentifier(self), address: device.address)
  }

  func submit(_ transfer: Transfer) -> PendingTransfer {
    guard transfer.hasSaneSize else {
      return PendingTransfer(finished: .failure(USBError(.badSize, doing: transfer.summary)))
    }
    guard !transfers.isClosed else {
      return PendingTransfer(finished: .failure(USBError(.closed, doing: transfer.summary)))
    }
    let pending = simulated.submit(transfer, by: ObjectIdentifier(self))
    if !transfers.add(pending) { pending.cancel() }
    return pending
  }

  func clearHalt(_ endpoint: EndpointAddress) async throws(USBError) {
    try simulated.clearHalt(endpoint, by: ObjectIdentifier(self))
  }

  func select(alternate: UInt8, of interface: UInt8) async throws(USBError) {
    try simulated.select(alternate, of: interface, by: ObjectIdentifier(self))
  }

  func reset() async throws(USBError) { try simulated.reset(by: ObjectIdentifier(self)) }

  func close() async {
    await transfers.drain()
    simulated.release(by: ObjectIdentifier(self))
  }
}

extension SimulatedDevice {
  func claim(by owner: ObjectIdentifier, address: UInt8) throws(USBError) {
    let doing = "opening the device at \(path)"
    try state.withLock { (state) throws(USBError) in
      guard state.isPlugged, state.address == address else {
        throw USBError(.disconnected, doing: doing)
      }
      guard state.owner == nil else { throw USBError(.busy, doing: doing) }
      state.owner = owner
    }
  }

  func release(by owner: ObjectIdentifier) {
    state.withLock { if $0.owner == owner { $0.owner = nil } }
  }

  func reset(by owner: ObjectIdentifier) throws(USBError) {
    try asOwner(owner, doing: "resetting the device") { state in
      state.halted = []
      state.model.start()
    }
  }

  func clearHalt(_ endpoint: EndpointAddress, by owner: ObjectIdentifier) throws(USBError) {
    try asOwner(owner, doing: "ending the halt of endpoint \(endpoint)") { state in
      state.halted.remove(endpoint)
      state.model.haltCleared(endpoint)
    }
  }

  func select(
    _ alternate: UInt8, of interface: UInt8, by owner: ObjectIdentifier
  ) throws(USBError) {
    try asOwner(owner, doing: "selecting setting \(alternate) of \(interface)") { state in
      state.model.selected(alternate: alternate, of: interface)
    }
  }

  private func asOwner(
    _ owner: ObjectIdentifier, doing: String, _ body: (inout State) -> Void
  ) throws(USBError) {
    try state.withLock { (state) throws(USBError) in
      guard state.owner == owner else { throw USBError(.disconnected, doing: doing) }
      body(&state)
    }
  }
}
