// SPDX-License-Identifier: Apache-2.0

import CardReader
import Dispatch
import Foundation
import Synchronization

/// The wire format of vpcd: two bytes of length, then an APDU or one byte of control.
final class TCPChannel: CardChannel {
  let abilities: ChannelAbilities
  private let socket: Int32
  private let queue = DispatchQueue(label: "emulated card")
  private let isClosed = Mutex(false)

  /// Nil while nobody listens.
  init?(port: UInt16, extended: Bool) {
    let socket = Self.make()
    self.socket = socket
    var address = Self.address(port)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    abilities = ChannelAbilities(
      reader: "emulator", answerToReset: [], longestCommand: extended ? 65_544 : 261,
      longestAnswer: extended ? 65_538 : 258)
    // A failing initialiser deinitialises what is complete, which closes the socket.
    guard status == 0 else { return nil }
  }

  deinit { Glibc.close(socket) }

  func transmit(_ command: CommandAPDU) async throws(CardError) -> ResponseAPDU {
    let bytes = command.bytes
    let answer: [UInt8]? = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: self.send(bytes) ? self.receive() : nil) }
    }
    guard let answer else { throw CardError(.noCard, doing: "talking to the emulated card") }
    return try ResponseAPDU(bytes: answer)
  }

  /// Power off and on: the emulator keeps its state over connections.
  func power() async {
    _ = send([0])
    _ = send([1])
  }

  func close() async {
    isClosed.withLock { isClosed in
      if !isClosed { shutdown(socket, Int32(SHUT_RDWR)) }
      isClosed = true
    }
  }

  static func freePort() throws -> UInt16 {
    let socket = make()
    defer { Glibc.close(socket) }
    var address = address(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(socket, $0, size)
        _ = getsockname(socket, $0, &size)
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  private static func make() -> Int32 { Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }

  private static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  private func send(_ message: [UInt8]) -> Bool {
    let bytes = [UInt8(message.count >> 8), UInt8(message.count & 0xff)] + message
    return Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  private func receive() -> [UInt8]? {
    guard let head = receive(2) else { return nil }
    return receive(Int(head[0]) << 8 | Int(head[1]))
  }

  private func receive(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var part = [UInt8](repeating: 0, count: count - bytes.count)
      let got = recv(socket, &part, part.count, 0)
      guard got > 0 else { return nil }
      bytes += part.prefix(got)
    }
    return bytes
  }
}
