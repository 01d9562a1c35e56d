// SPDX-License-Identifier: Apache-2.0

import DeviceHost
import Foundation
import USB

/// Serves one device to the kernel in the USB/IP protocol (kernel documentation, usbip_protocol).
final class USBIPServer: @unchecked Sendable {
  private static let submit: UInt32 = 1
  private static let unlink: UInt32 = 2
  private static let headSize = 48

  private let socket: Int32
  private let host: any ServedDevice
  private let lock = NSLock()
  private var running: Set<Int> = []
  /// Tables of isochronous packets as the kernel sent them: offset, length, and two numbers for us.
  private var tables: [Int: [UInt32]] = [:]

  init(_ socket: Int32, _ host: any ServedDevice) {
    self.socket = socket
    self.host = host
  }

  /// Ends the connection, which the kernel takes for the plug being pulled.
  func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

  /// Serves until the connection ends.
  func serve() {
    while let head = read(Self.headSize) {
      let command = Self.number(head, 0)
      let sequence = Int(Self.number(head, 4))
      if command == Self.unlink {
        giveUp(Int(Self.number(head, 20)), for: sequence)
      } else if command == Self.submit {
        guard received(head, sequence) else { return }
      } else {
        return
      }
    }
  }

  /// Ends a transfer on the wire, unless the kernel gave it up meanwhile.
  func complete(_ id: Int, _ end: ModelHost.Completion) {
    guard lock.withLock({ running.remove(id) != nil }) else { return }
    guard let table = lock.withLock({ tables.removeValue(forKey: id) }) else {
      return answer(id, end.status, end.bytes, count: end.count)
    }
    answer(id, end, isochronous: table)
  }

  /// Fills the kernel's table in: bytes and fate of each packet.
  private func answer(_ id: Int, _ end: ModelHost.Completion, isochronous table: [UInt32]) {
    var table = table
    let count = table.count / 4
    for packet in 0..<count {
      let length = packet < end.packets.count ? end.packets[packet] : 0
      table[4 * packet + 2] = UInt32(max(length, 0))
      table[4 * packet + 3] = length < 0 ? UInt32(bitPattern: -EXDEV) : 0
    }
    let words = table.flatMap { word in (0..<4).map { UInt8(word >> (24 - 8 * $0) & 0xff) } }
    send(
      command: 3, id, fields: [end.status, Int32(end.bytes.count), 0, Int32(count), 0],
      end.bytes + words)
  }

  private func received(_ head: [UInt8], _ sequence: Int) -> Bool {
    let isIn = Self.number(head, 12) == 1
    let endpoint = UInt8(truncatingIfNeeded: Self.number(head, 16)) | (isIn ? 0x80 : 0)
    let length = Int(Self.number(head, 24))
    guard length <= Transfer.mostBytes, let data = isIn ? [] : read(length),
      let setup = Setup(head[40...])
    else { return false }
    if endpoint & 0x0f == 0 {
      control(setup, data, sequence)
    } else if host.isIsochronous(endpoint) {
      return isochronous(head, sequence, EndpointAddress(endpoint))
    } else {
      let address = EndpointAddress(endpoint)
      let content: Transfer.Content =
        isIn ? .read(address, count: length) : .write(address, data)
      hand(Transfer(content, timeout: nil), sequence)
    }
    return true
  }

  /// The table of packets follows the head.
  private func isochronous(_ head: [UInt8], _ sequence: Int, _ endpoint: EndpointAddress) -> Bool {
    let count = Int(Self.number(head, 32))
    guard (1...1024).contains(count), let bytes = read(16 * count) else { return false }
    let table = (0..<4 * count).map { Self.number(bytes, 4 * $0) }
    lock.withLock { tables[sequence] = table }
    let content = Transfer.Content.readIsochronous(
      endpoint, packets: count, packetSize: Int(table[1]))
    hand(Transfer(content, timeout: nil), sequence)
    return true
  }

  /// Standard requests are the bench's; everything else is the device's.
  private func control(_ setup: Setup, _ data: [UInt8], _ sequence: Int) {
    let descriptors = host.descriptors
    switch (setup.requestType, setup.request) {
    case (0x80, 6):
      let device = Array(descriptors.prefix(18))
      let configuration = Array(descriptors.dropFirst(18))
      guard let found = [1: device, 2: configuration][setup.value >> 8] else {
        return answer(sequence, -EPIPE, [], count: 0)
      }
      let sent = Array(found.prefix(Int(setup.length)))
      answer(sequence, 0, sent, count: sent.count)
    case (0x80...0x82, 0): answer(sequence, 0, [0, 0], count: 2)
    case (0x02, 1):
      host.clearHalt(EndpointAddress(UInt8(truncatingIfNeeded: setup.index)))
      answer(sequence, 0, [], count: 0)
    case (0x00, 9):
      host.opened()
      answer(sequence, 0, [], count: 0)
    case (0x01, 11):
      host.selected(
        UInt8(truncatingIfNeeded: setup.value),
        of: UInt8(truncatingIfNeeded: setup.index))
      answer(sequence, 0, [], count: 0)
    case (0x00...0x02, _): answer(sequence, 0, [], count: 0)
    default: hand(setup.transfer(data), sequence)
    }
  }

  private func hand(_ transfer: Transfer, _ sequence: Int) {
    lock.withLock { _ = running.insert(sequence) }
    host.submitted(transfer, id: sequence)
  }

  private func giveUp(_ id: Int, for sequence: Int) {
    let wasRunning = lock.withLock {
      tables[id] = nil
      return running.remove(id) != nil
    }
    if wasRunning { host.cancelled(id: id) }
    // The kernel ends a transfer of its own accord when it hears this.
    send(command: 4, sequence, fields: [wasRunning ? -ECONNRESET : 0, 0, 0, 0, 0], [])
  }

  private func answer(_ sequence: Int, _ status: Int32, _ bytes: [UInt8], count: Int) {
    send(command: 3, sequence, fields: [status, Int32(count), 0, 0, 0], bytes)
  }

  private func send(command: UInt32, _ sequence: Int, fields: [Int32], _ bytes: [UInt8]) {
    let head =
      [command, UInt32(truncatingIfNeeded: sequence), 0, 0, 0]
      + fields.map { UInt32(bitPattern: $0) } + [0, 0]
    let all = head.flatMap { word in (0..<4).map { UInt8(word >> (24 - 8 * $0) & 0xff) } } + bytes
    lock.withLock {
      var sent = 0
      while sent < all.count {
        // The kernel may have hung up before it hears us: that must not end the process.
        let count = all[sent...].withUnsafeBytes {
          Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return }
        sent += count
      }
    }
  }

  private func read(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var piece = [UInt8](repeating: 0, count: count - bytes.count)
      let got = Glibc.read(socket, &piece, piece.count)
      guard got > 0 else { return nil }
      bytes += piece.prefix(got)
    }
    return bytes
  }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}

extension ServedDevice {
  /// Whether the descriptors call the endpoint isochronous.
  fileprivate func isIsochronous(_ endpoint: UInt8) -> Bool {
    let set = try? DescriptorSet(parsing: descriptors)
    return set?.endpoint(EndpointAddress(endpoint))?.kind == .isochronous
  }
}
