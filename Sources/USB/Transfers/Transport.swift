// SPDX-License-Identifier: Apache-2.0

/// An open device with its interfaces claimed: all that a driver sees of USB.
///
/// libusb is one implementation, a simulated device in the same process another; recorder and replayer
/// wrap any of them.
public protocol Transport: Sendable {
  /// What is open here.
  var device: DeviceDescription { get }

  /// Starts a transfer and does not wait for it. Transfers on one endpoint run in the order in which
  /// they were started. After `close` the transfer ends at once with `closed`.
  func submit(_ transfer: Transfer) -> PendingTransfer

  /// Ends the halt of an endpoint that stalled.
  func clearHalt(_ endpoint: EndpointAddress) async throws(USBError)

  /// Chooses the alternate setting of a claimed interface.
  func select(alternate: UInt8, of interface: UInt8) async throws(USBError)

  /// Resets the device, which keeps its address. Throws `disconnected` when it comes back as another
  /// device: close then, and wait for the arrival.
  func reset() async throws(USBError)

  /// Gives everything back: starts nothing more, cancels what runs, waits until all of it has ended,
  /// releases the interfaces. Calling it again waits for the same end.
  func close() async
}

extension Transport {
  /// Reads by a control request; fewer bytes than `count` may come.
  public func readControl(
    _ setup: ControlSetup, count: Int, timeout: Duration
  ) async throws(USBError) -> [UInt8] {
    try await submit(Transfer(.readControl(setup, count: count), timeout: timeout)).result().bytes
  }

  /// Writes by a control request.
  public func writeControl(
    _ setup: ControlSetup, _ bytes: [UInt8] = [], timeout: Duration
  ) async throws(USBError) {
    _ = try await submit(Transfer(.writeControl(setup, bytes), timeout: timeout)).result()
  }

  /// Reads from a bulk or interrupt endpoint; fewer bytes than `count` may come. Ask for a multiple of
  /// the endpoint's packet size, or a device that sends more ends the transfer with `overflow`.
  public func read(
    _ endpoint: EndpointAddress, count: Int, timeout: Duration?
  ) async throws(USBError) -> [UInt8] {
    try await submit(Transfer(.read(endpoint, count: count), timeout: timeout)).result().bytes
  }

  /// Writes to a bulk or interrupt endpoint. Throws `wire` when not all was taken.
  public func write(
    _ endpoint: EndpointAddress, _ bytes: [UInt8], timeout: Duration
  ) async throws(USBError) {
    let transfer = Transfer(.write(endpoint, bytes), timeout: timeout)
    let result = try await submit(transfer).result()
    guard result.count == bytes.count else { throw USBError(.wire, doing: transfer.summary) }
  }
}
