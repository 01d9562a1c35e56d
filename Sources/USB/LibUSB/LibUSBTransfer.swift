// SPDX-License-Identifier: Apache-2.0

import CLibUSB

/// A transfer in libusb's hands, with the buffer that the kernel writes to.
///
/// It belongs to libusb from submission to the callback, which alone ends it and frees both. Cancelling
/// is a request that the callback answers.
final class LibUSBTransfer: Sendable {
  private struct Raw: @unchecked Sendable {
    let transfer: UnsafeMutablePointer<libusb_transfer>
    let buffer: UnsafeMutablePointer<UInt8>

    func free() {
      libusb_free_transfer(transfer)
      buffer.deallocate()
    }
  }

  private final class Cell: Sendable {
    let raw = Locked<Raw?>(nil)

    /// Under the lock, so that the callback cannot free the transfer meanwhile.
    func cancel() { raw.withLock { if let raw = $0 { libusb_cancel_transfer(raw.transfer) } } }
  }

  let pending: PendingTransfer
  private let transfer: Transfer
  private let kind: EndpointDescriptor.Kind
  private let cell = Cell()

  init(_ transfer: Transfer, as kind: EndpointDescriptor.Kind) {
    self.transfer = transfer
    self.kind = kind
    pending = PendingTransfer { [cell] in cell.cancel() }
  }

  func submit(to handle: DeviceHandle) {
    let packets = transfer.packetCount
    guard let raw = libusb_alloc_transfer(Int32(packets)) else {
      return pending.finish(.failure(USBError(.noMemory, doing: transfer.summary)))
    }
    let buffer = transfer.makeBuffer()
    let keep = Unmanaged.passRetained(self)
    raw.pointee.dev_handle = handle.pointer
    raw.pointee.endpoint = transfer.endpoint?.rawValue ?? 0
    raw.pointee.type = kind.rawValue
    raw.pointee.timeout = transfer.timeoutMilliseconds
    raw.pointee.buffer = buffer
    raw.pointee.length = Int32(transfer.bufferSize)
    raw.pointee.num_iso_packets = Int32(packets)
    raw.pointee.user_data = keep.toOpaque()
    raw.pointee.callback = { raw in
      guard let raw, let keep = raw.pointee.user_data else { return }
      Unmanaged<LibUSBTransfer>.fromOpaque(keep).takeRetainedValue().ended(raw)
    }
    if case .readIsochronous(_, _, let size) = transfer.content {
      libusb_set_iso_packet_lengths(raw, UInt32(size))
    }
    start(raw, buffer, keep)
  }

  private func start(
    _ raw: UnsafeMutablePointer<libusb_transfer>, _ buffer: UnsafeMutablePointer<UInt8>,
    _ keep: Unmanaged<LibUSBTransfer>
  ) {
    let status: Int32 = cell.raw.withLock { slot in
      let status = libusb_submit_transfer(raw)
      if status == 0 { slot = Raw(transfer: raw, buffer: buffer) }
      return status
    }
    guard status != 0 else { return }
    keep.release()
    libusb_free_transfer(raw)
    buffer.deallocate()
    pending.finish(.failure(USBError(libusb: status, doing: transfer.summary)))
  }

  /// The callback: takes the data, frees everything, then tells the asker.
  private func ended(_ raw: UnsafeMutablePointer<libusb_transfer>) {
    let outcome = transfer.outcome(of: raw)
    cell.raw.withLock { slot in
      slot?.free()
      slot = nil
    }
    pending.finish(outcome)
  }
}
