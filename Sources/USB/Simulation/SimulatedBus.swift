// SPDX-License-Identifier: Apache-2.0

/// A bus of simulated devices, for demonstrations and tests.
public final class SimulatedBus: Bus {
  private struct State {
    var isClosed = false
    var open: [any Transport] = []
    var streams: [AsyncStream<DeviceChange>.Continuation] = []
  }

  private let simulated: [SimulatedDevice]
  private let state = Locked(State())

  /// Takes the devices; which of them are plugged in is up to them.
  public init(_ devices: [SimulatedDevice]) {
    simulated = devices.sorted { $0.path < $1.path }
    for device in devices {
      device.watch { [weak self] change in self?.tell(change) }
    }
  }

  /// The devices that are plugged in now.
  public func devices() throws(USBError) -> [DeviceDescription] {
    simulated.compactMap(\.description)
  }

  /// Opens one of them.
  public func open(
    _ device: DeviceDescription, claiming interfaces: [UInt8]
  ) async throws(USBError) -> any Transport {
    let doing = "opening the device at \(device.path)"
    guard let found = simulated.first(where: { $0.path == device.path }) else {
      throw USBError(.notFound, doing: doing)
    }
    let transport = try SimulatedTransport(found, device)
    let isOpen = state.withLock { state in
      if !state.isClosed { state.open.append(transport) }
      return !state.isClosed
    }
    guard isOpen else {
      await transport.close()
      throw USBError(.closed, doing: doing)
    }
    return transport
  }

  /// Tells when `plug` and `unplug` of a device are called.
  public func changes() throws(USBError) -> AsyncStream<DeviceChange> {
    let (stream, continuation) = AsyncStream.makeStream(of: DeviceChange.self)
    state.withLock { state in
      if state.isClosed { continuation.finish() } else { state.streams.append(continuation) }
    }
    return stream
  }

  /// Closes what is open and ends the streams.
  public func close() async {
    let (open, streams) = state.withLock { state in
      defer { (state.open, state.streams) = ([], []) }
      state.isClosed = true
      return (state.open, state.streams)
    }
    for transport in open { await transport.close() }
    for stream in streams { stream.finish() }
  }

  private func tell(_ change: DeviceChange) {
    for stream in state.withLock({ $0.streams }) { stream.yield(change) }
  }
}
