// SPDX-License-Identifier: Apache-2.0

import CLibUSB

/// Passes libusb's arrivals and departures on to a stream.
///
/// The bus keeps it until the event thread has ended: a callback may still run when its registration
/// is taken back.
final class HotPlugWatch: Sendable {
  private typealias Stream = AsyncStream<DeviceChange>.Continuation

  private let context: LibUSBContext
  private let system: DeviceFiles
  private let stream: AsyncStream<DeviceChange>.Continuation
  private let registration = Locked<libusb_hotplug_callback_handle?>(nil)
  /// What was there, because a device that has left cannot be looked up any more.
  private let known = Locked([DevicePath: DeviceDescription]())

  init(
    _ context: LibUSBContext, _ system: DeviceFiles,
    _ stream: AsyncStream<DeviceChange>.Continuation
  ) throws(USBError) {
    (self.context, self.system, self.stream) = (context, system, stream)
    guard libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG.rawValue) != 0 else {
      throw USBError(.notSupported, doing: "watching for devices")
    }
    for device in try context.deviceReferences() { remember(device) }
    try register()
    stream.onTermination = { [weak self] _ in self?.deregister() }
  }

  func stop() {
    deregister()
    stream.finish()
  }

  private func register() throws(USBError) {
    let keep = Unmanaged.passUnretained(self)
    var handle: libusb_hotplug_callback_handle = 0
    let events =
      LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED.rawValue
      | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT.rawValue
    let status = try context.withContext(doing: "watching for devices") { (context) in
      libusb_hotplug_register_callback(
        context, Int32(events), 0, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
        LIBUSB_HOTPLUG_MATCH_ANY, HotPlugWatch.callback, keep.toOpaque(), &handle)
    }
    guard status == 0 else { throw USBError(libusb: status, doing: "watching for devices") }
    registration.withLock { $0 = handle }
  }

  private func deregister() {
    let handle = registration.withLock { registration in
      defer { registration = nil }
      return registration
    }
    guard let handle else { return }
    _ = try? context.withContext(doing: "ending a watch") { context in
      libusb_hotplug_deregister_callback(context, handle)
    }
  }

  /// Runs on the event thread: looks into `/sys`, opens and waits for nothing.
  private static let callback: libusb_hotplug_callback_fn = { _, device, event, keep in
    guard let device, let keep else { return 0 }
    let watch = Unmanaged<HotPlugWatch>.fromOpaque(keep).takeUnretainedValue()
    let reference = DeviceReference(device)
    if event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED {
      if let arrived = watch.remember(reference) { watch.stream.yield(.arrived(arrived)) }
    } else if let left = watch.forget(reference) {
      watch.stream.yield(.left(left))
    }
    return 0
  }

  @discardableResult
  private func remember(_ reference: DeviceReference) -> DeviceDescription? {
    guard let device = reference.description(system) else { return nil }
    known.withLock { $0[device.path] = device }
    return device
  }

  private func forget(_ reference: DeviceReference) -> DeviceDescription? {
    guard let path = reference.path else { return nil }
    return known.withLock { $0.removeValue(forKey: path) }
  }
}
