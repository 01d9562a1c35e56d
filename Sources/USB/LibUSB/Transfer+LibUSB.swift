// SPDX-License-Identifier: Apache-2.0

import CLibUSB

extension Transfer {
  /// Bytes of a setup packet, which precede the data of a control transfer.
  private static let setupSize = 8

  var packetCount: Int {
    if case .readIsochronous(_, let packets, _) = content { packets } else { 0 }
  }

  /// libusb's form of the time limit: 0 waits for ever, so a limit is at least 1 ms.
  var timeoutMilliseconds: UInt32 {
    guard let timeout else { return 0 }
    let (seconds, attoseconds) = timeout.components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    return UInt32(clamping: max(milliseconds, 1))
  }

  /// Bytes of setup packet and data together.
  var bufferSize: Int { setup.count + count }

  /// Memory for setup packet and data, filled with what goes out.
  func makeBuffer() -> UnsafeMutablePointer<UInt8> {
    let capacity = max(bufferSize, 1)
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    buffer.initialize(repeating: 0, count: capacity)
    _ = UnsafeMutableBufferPointer(start: buffer, count: capacity)
      .update(fromContentsOf: setup + data)
    return buffer
  }

  private var data: [UInt8] {
    switch content {
    case .writeControl(_, let bytes), .write(_, let bytes): bytes
    case .readControl, .read, .readIsochronous: []
    }
  }

  private var setup: [UInt8] {
    switch content {
    case .readControl(let setup, let count): setup.packet(isIn: true, count: count)
    case .writeControl(let setup, let bytes): setup.packet(isIn: false, count: bytes.count)
    case .read, .write, .readIsochronous: []
    }
  }

  /// How a transfer that libusb gives back ended.
  func outcome(of raw: UnsafeMutablePointer<libusb_transfer>) -> PendingTransfer.Outcome {
    let status = raw.pointee.status
    let moved = min(max(Int(raw.pointee.actual_length), 0), count)
    guard status == LIBUSB_TRANSFER_COMPLETED else {
      let partial = isReading ? received(raw, moved) : []
      return .failure(USBError(USBError.Reason(status), doing: summary, partial: partial))
    }
    switch content {
    case .writeControl, .write: return .success(TransferResult(written: moved))
    case .readControl, .read: return .success(TransferResult(read: received(raw, moved)))
    case .readIsochronous: return .success(packets(of: raw))
    }
  }

  private var isReading: Bool {
    switch content {
    case .readControl, .read: true
    case .writeControl, .write, .readIsochronous: false
    }
  }

  private func received(_ raw: UnsafeMutablePointer<libusb_transfer>, _ count: Int) -> [UInt8] {
    guard let buffer = raw.pointee.buffer else { return [] }
    let start = endpoint == nil ? Self.setupSize : 0
    return Array(UnsafeBufferPointer(start: buffer + start, count: count))
  }

  /// Closes the gaps between packets that came shorter than their place in the buffer.
  private func packets(of raw: UnsafeMutablePointer<libusb_transfer>) -> TransferResult {
    guard case .readIsochronous(_, let count, let size) = content, let buffer = raw.pointee.buffer
    else { return TransferResult(read: []) }
    var bytes: [UInt8] = []
    var packets: [IsochronousPacket] = []
    bytes.reserveCapacity(count * size)
    for index in 0..<count {
      let packet = sinhtrac_get_iso_packet(raw, Int32(index))
      let isLost = packet.status != Int32(bitPattern: LIBUSB_TRANSFER_COMPLETED.rawValue)
      let length = isLost ? 0 : min(Int(packet.actual_length), size)
      let start = bytes.count
      bytes += UnsafeBufferPointer(start: buffer + index * size, count: length)
      packets.append(IsochronousPacket(range: start..<bytes.count, isLost: isLost))
    }
    return TransferResult(read: bytes, packets: packets)
  }
}

extension ControlSetup {
  /// The setup packet as it goes over the wire (USB 2.0, table 9-2).
  func packet(isIn: Bool, count: Int) -> [UInt8] {
    let length = UInt16(clamping: count)
    return [requestType(isIn: isIn), request]
      + [value, index, length].flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
  }
}
