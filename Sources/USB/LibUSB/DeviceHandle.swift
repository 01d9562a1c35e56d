// SPDX-License-Identifier: Apache-2.0

import CLibUSB

/// An open device with claimed interfaces. All its functions may block and run on a thread of their
/// own, never on the event thread.
final class DeviceHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  private var claimed: [Int32] = []
  private var detached: [Int32] = []

  /// Opens the device and claims the interfaces; gives everything back when one cannot be claimed.
  init(
    opening device: DeviceReference, claiming interfaces: [UInt8], doing: String
  ) throws(USBError) {
    var opened: OpaquePointer?
    let status = libusb_open(device.pointer, &opened)
    guard status == 0, let opened else { throw USBError(libusb: status, doing: doing) }
    pointer = opened
    for interface in interfaces.map(Int32.init) {
      // Fails where no driver is bound, and in benches that do not know the request: claiming shows.
      if libusb_detach_kernel_driver(opened, interface) == 0 { detached.append(interface) }
      let status = libusb_claim_interface(opened, interface)
      guard status == 0 else {
        close()
        throw USBError(libusb: status, doing: "\(doing), interface \(interface)")
      }
      claimed.append(interface)
    }
  }

  func clearHalt(_ endpoint: EndpointAddress) throws(USBError) {
    let status = libusb_clear_halt(pointer, endpoint.rawValue)
    guard status == 0 else {
      throw USBError(libusb: status, doing: "ending the halt of endpoint \(endpoint)")
    }
  }

  func select(alternate: UInt8, of interface: UInt8) throws(USBError) {
    let status = libusb_set_interface_alt_setting(pointer, Int32(interface), Int32(alternate))
    guard status == 0 else {
      throw USBError(libusb: status, doing: "selecting setting \(alternate) of \(interface)")
    }
  }

  func reset() throws(USBError) {
    let status = libusb_reset_device(pointer)
    guard status == 0 else {
      let gone = status == LIBUSB_ERROR_NOT_FOUND.rawValue
      throw gone
        ? USBError(.disconnected, doing: "resetting the device")
        : USBError(libusb: status, doing: "resetting the device")
    }
  }

  /// Releases the interfaces, gives them back to the kernel's drivers and closes. Call it once, after
  /// all transfers have ended.
  func close() {
    for interface in claimed { libusb_release_interface(pointer, interface) }
    for interface in detached { libusb_attach_kernel_driver(pointer, interface) }
    libusb_close(pointer)
  }
}
