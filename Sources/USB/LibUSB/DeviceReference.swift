// SPDX-License-Identifier: Apache-2.0

import CLibUSB

/// A counted reference to a device that libusb knows.
final class DeviceReference: @unchecked Sendable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { self.pointer = libusb_ref_device(pointer) }

  deinit { libusb_unref_device(pointer) }

  var address: UInt8 { libusb_get_device_address(pointer) }

  /// Nil for the root of a bus, which is no device that anybody plugged in.
  var path: DevicePath? {
    var ports = [UInt8](repeating: 0, count: 7)
    let count = libusb_get_port_numbers(pointer, &ports, Int32(ports.count))
    guard count > 0 else { return nil }
    return DevicePath(bus: libusb_get_bus_number(pointer), ports: Array(ports.prefix(Int(count))))
  }

  var model: ModelID? {
    var descriptor = libusb_device_descriptor()
    guard libusb_get_device_descriptor(pointer, &descriptor) == 0 else { return nil }
    return ModelID(VendorID(descriptor.idVendor), ProductID(descriptor.idProduct))
  }

  /// All that can be known without opening the device; nil for the root of a bus.
  func description(_ files: DeviceFiles) -> DeviceDescription? {
    guard let path, let model else { return nil }
    return DeviceDescription(
      path: path, address: address, model: model, descriptors: files.descriptors(at: path),
      names: files.names(at: path))
  }
}
