// SPDX-License-Identifier: Apache-2.0

/// A device of this machine, open.
final class LibUSBTransport: Transport {
  let device: DeviceDescription
  private let handle: DeviceHandle
  private let context: LibUSBContext
  private let transfers = OpenTransfers()
  private let closing = Locked<Task<Void, Never>?>(nil)

  init(_ device: DeviceDescription, _ handle: DeviceHandle, _ context: LibUSBContext) {
    self.device = device
    self.handle = handle
    self.context = context
  }

  var isClosed: Bool { transfers.isClosed }

  func submit(_ transfer: Transfer) -> PendingTransfer {
    guard let endpointKind = kind(of: transfer) else {
      return PendingTransfer(finished: .failure(USBError(.notFound, doing: transfer.summary)))
    }
    guard transfer.hasSaneSize else {
      return PendingTransfer(finished: .failure(USBError(.badSize, doing: transfer.summary)))
    }
    let submission = LibUSBTransfer(transfer, as: endpointKind)
    guard transfers.add(submission.pending) else {
      submission.pending.finish(.failure(USBError(.closed, doing: transfer.summary)))
      return submission.pending
    }
    submission.submit(to: handle)
    return submission.pending
  }

  /// What kind of endpoint the transfer uses; nil when the device has no such endpoint.
  private func kind(of transfer: Transfer) -> EndpointDescriptor.Kind? {
    guard let endpoint = transfer.endpoint else { return .control }
    return device.descriptors?.endpoint(endpoint)?.kind
  }

  func clearHalt(_ endpoint: EndpointAddress) async throws(USBError) {
    try await whileOpen("ending a halt") { (handle) throws(USBError) in
      try handle.clearHalt(endpoint)
    }
  }

  func select(alternate: UInt8, of interface: UInt8) async throws(USBError) {
    try await whileOpen("selecting a setting") { (handle) throws(USBError) in
      try handle.select(alternate: alternate, of: interface)
    }
  }

  func reset() async throws(USBError) {
    try await whileOpen("resetting the device") { (handle) throws(USBError) in try handle.reset() }
  }

  /// Runs something that blocks; closing waits for it as for a transfer.
  private func whileOpen(
    _ doing: String, _ body: @escaping @Sendable (DeviceHandle) throws(USBError) -> Void
  ) async throws(USBError) {
    let mark = PendingTransfer()
    guard transfers.add(mark) else { throw USBError(.closed, doing: doing) }
    defer { mark.finish(.success(TransferResult(written: 0))) }
    try await onOwnThread { [handle] () throws(USBError) in try body(handle) }
  }

  func close() async {
    let task = closing.withLock { closing in
      let task =
        closing
        ?? Task { [transfers, handle] in
          await transfers.drain()
          await onOwnThread { handle.close() }
        }
      closing = task
      return task
    }
    await task.value
  }
}
