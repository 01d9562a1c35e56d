// SPDX-License-Identifier: Apache-2.0

/// A device in this process: a model with a plug.
///
/// Answers are delivered one after the other, as libusb's event thread does.
public final class SimulatedDevice: Sendable {
  struct State {
    var model: any DeviceModel
    var isPlugged = true
    var address: UInt8 = 1
    var owner: ObjectIdentifier?
    var nextID = 0
    var running: [Int: RunningTransfer] = [:]
    var halted: Set<EndpointAddress> = []
  }

  struct RunningTransfer {
    let transfer: Transfer
    let pending: PendingTransfer
    let limit: Deadline
  }

  /// Where it is plugged in.
  public let path: DevicePath
  private let names: DeviceNames
  let state: Locked<State>
  let submissions = Locked(())
  let deliveries: DeliveryQueue
  let clock: any Clock<Duration>
  private let watchers = Locked([@Sendable (DeviceChange) -> Void]())

  /// Plugs a device in. Delays and time limits pass on the clock.
  public init(
    _ model: any DeviceModel, at path: DevicePath, names: DeviceNames = DeviceNames(),
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.path = path
    self.clock = clock
    deliveries = DeliveryQueue(on: clock)
    self.names = names
    var model = model
    model.start()
    state = Locked(State(model: model))
  }

  /// Transfers that were handed to it since it was made.
  public var transferCount: Int { state.withLock { $0.nextID } }

  /// What the system would list; nil while it is unplugged, and when not even the device descriptor
  /// can be read.
  public var description: DeviceDescription? {
    let (bytes, isPlugged, address) = state.withLock {
      ($0.model.descriptors, $0.isPlugged, $0.address)
    }
    guard isPlugged, let head = try? DescriptorSet(parsing: Array(bytes.prefix(18))) else {
      return nil
    }
    return DeviceDescription(
      path: path, address: address, model: head.device.model,
      descriptors: try? DescriptorSet(parsing: bytes), names: names)
  }

  /// Pulls the plug: everything that runs ends with `disconnected`.
  public func unplug() {
    guard let before = description else { return }
    let running = state.withLock { state in
      defer { state.running = [:] }
      state.isPlugged = false
      state.owner = nil
      return state.running.sorted { $0.key < $1.key }.map(\.value)
    }
    for item in running {
      end(item, .failure(USBError(.disconnected, doing: item.transfer.summary)))
    }
    tell(.left(before))
  }

  /// Plugs it in again; it comes back with another address and has forgotten everything.
  public func plug() {
    state.withLock { state in
      state.isPlugged = true
      state.address = state.address &+ 1
      state.halted = []
      state.model.start()
    }
    if let description { tell(.arrived(description)) }
  }

  /// Delivers the end of a transfer in its turn.
  func end(_ item: RunningTransfer, _ outcome: PendingTransfer.Outcome) {
    item.limit.stop()
    deliveries.add { item.pending.finish(outcome) }
  }

  func watch(_ body: @escaping @Sendable (DeviceChange) -> Void) {
    watchers.withLock { $0.append(body) }
  }

  private func tell(_ change: DeviceChange) {
    for body in watchers.withLock({ $0 }) { body(change) }
  }
}
