// SPDX-License-Identifier: Apache-2.0

/// All devices that can be reached one way: those of this machine, or simulated ones.
public protocol Bus: Closable {
  /// The devices that are plugged in now, in the order of their places. Opens none of them.
  func devices() throws(USBError) -> [DeviceDescription]

  /// Opens a device and claims these interfaces of it; drivers of the kernel are moved aside until it
  /// is closed. Throws `notPermitted`, `busy`, `disconnected` or `notFound`.
  func open(
    _ device: DeviceDescription, claiming interfaces: [UInt8]
  ) async throws(USBError) -> any Transport

  /// Tells of every device that comes or goes from now on, until the bus is closed or the stream is
  /// dropped.
  func changes() throws(USBError) -> AsyncStream<DeviceChange>

  /// Closes everything that was opened here and ends all streams.
  func close() async
}

/// A device came or went.
public enum DeviceChange: Sendable, Hashable {
  /// It is there and can be opened.
  case arrived(DeviceDescription)
  /// It is gone.
  case left(DeviceDescription)

  /// The device that it is about.
  public var device: DeviceDescription {
    switch self {
    case .arrived(let device), .left(let device): device
    }
  }
}
