// SPDX-License-Identifier: Apache-2.0

import CLibUSB

/// The USB devices of this machine, through libusb 1.0.26 or later.
public final class LibUSBBus: Bus {
  private let context: LibUSBContext
  private let system = DeviceFiles()
  private let open = Locked(OpenDevices())

  private struct OpenDevices {
    var isClosed = false
    var transports: [LibUSBTransport] = []
    var watches: [HotPlugWatch] = []
  }

  /// Starts libusb and its event thread. Throws `notSupported` or `noMemory` where there is no USB.
  public init() throws(USBError) { context = try LibUSBContext() }

  /// The devices that are plugged in now.
  public func devices() throws(USBError) -> [DeviceDescription] {
    try context.deviceReferences().compactMap { $0.description(system) }.sorted {
      $0.path < $1.path
    }
  }

  /// Opens a device: the one that is at its place and has its address still.
  public func open(
    _ device: DeviceDescription, claiming interfaces: [UInt8]
  ) async throws(USBError) -> any Transport {
    let doing = "opening \(device.model) at \(device.path)"
    guard !open.withLock({ $0.isClosed }) else { throw USBError(.closed, doing: doing) }
    let found = try context.deviceReferences().first {
      $0.path == device.path && $0.address == device.address
    }
    guard let found else { throw USBError(.disconnected, doing: doing) }
    let handle = try await onOwnThread { () throws(USBError) in
      try DeviceHandle(opening: found, claiming: interfaces, doing: doing)
    }
    let transport = LibUSBTransport(device, handle, context)
    let isOpen = open.withLock { state in
      state.transports.removeAll(where: \.isClosed)
      if !state.isClosed { state.transports.append(transport) }
      return !state.isClosed
    }
    guard isOpen else {
      await transport.close()
      throw USBError(.closed, doing: doing)
    }
    return transport
  }

  /// Tells of arrivals and departures; needs a libusb that was built with udev, as Debian's is.
  public func changes() throws(USBError) -> AsyncStream<DeviceChange> {
    let (stream, continuation) = AsyncStream.makeStream(of: DeviceChange.self)
    let watch = try HotPlugWatch(context, system, continuation)
    open.withLock { state in
      if state.isClosed { watch.stop() } else { state.watches.append(watch) }
    }
    return stream
  }

  /// Closes all devices, ends all streams, then the event thread and libusb itself.
  public func close() async {
    let (transports, watches) = open.withLock { state in
      defer { (state.transports, state.watches) = ([], []) }
      state.isClosed = true
      return (state.transports, state.watches)
    }
    for watch in watches { watch.stop() }
    for transport in transports { await transport.close() }
    await onOwnThread { self.context.close() }
    withExtendedLifetime(watches) {}
  }
}
