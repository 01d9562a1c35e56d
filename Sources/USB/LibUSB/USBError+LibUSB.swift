// SPDX-License-Identifier: Apache-2.0

import CLibUSB

extension USBError {
  /// The error for what a function of libusb returned.
  init(libusb status: Int32, doing: String) {
    self.init(Reason(libusb: status), doing: doing)
  }
}

extension USBError.Reason {
  fileprivate init(libusb status: Int32) {
    switch libusb_error(status) {
    case LIBUSB_ERROR_ACCESS: self = .notPermitted
    case LIBUSB_ERROR_BUSY: self = .busy
    case LIBUSB_ERROR_NO_DEVICE: self = .disconnected
    case LIBUSB_ERROR_NOT_FOUND: self = .notFound
    case LIBUSB_ERROR_TIMEOUT: self = .timeout
    case LIBUSB_ERROR_OVERFLOW: self = .overflow
    case LIBUSB_ERROR_PIPE: self = .stall
    case LIBUSB_ERROR_NO_MEM: self = .noMemory
    case LIBUSB_ERROR_NOT_SUPPORTED: self = .notSupported
    default: self = .wire
    }
  }

  /// The reason for a transfer that did not complete.
  init(_ status: libusb_transfer_status) {
    switch status {
    case LIBUSB_TRANSFER_TIMED_OUT: self = .timeout
    case LIBUSB_TRANSFER_CANCELLED: self = .cancelled
    case LIBUSB_TRANSFER_STALL: self = .stall
    case LIBUSB_TRANSFER_NO_DEVICE: self = .disconnected
    case LIBUSB_TRANSFER_OVERFLOW: self = .overflow
    default: self = .wire
    }
  }
}
