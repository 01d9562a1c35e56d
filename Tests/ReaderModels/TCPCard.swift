// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A card that another program plays, reached by TCP: each message is two bytes of length, high byte
/// first, and that many bytes. One byte is a word to the card (0 off, 1 on, 2 reset, 4 its ATR), all
/// else a command. The card simulators of vsmartcard speak the same.
public struct TCPCard: CardPlayer {
  /// The ATR that the program gives.
  public let answerToReset: [UInt8]
  private let connection: Connection

  /// Connects to a port of this machine; nil where nobody listens.
  public init?(port: UInt16) {
    guard let connection = Connection(port: port), connection.send([1]), connection.send([4]),
      let atr = connection.receive()
    else { return nil }
    (self.connection, answerToReset) = (connection, atr)
  }

  /// Takes the power from the card and gives it back.
  public mutating func reset() { _ = connection.send([0]) && connection.send([1]) }

  /// What the program answers; 6F00 when it is gone.
  public mutating func answer(_ command: [UInt8]) -> [UInt8] {
    guard connection.send(command), let answer = connection.receive() else { return [0x6f, 0x00] }
    return answer
  }
}

/// An open socket; closes itself.
private final class Connection: Sendable {
  private let socket: Int32

  init?(port: UInt16) {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { return nil }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let status = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { pointer in
        connect(socket, pointer.baseAddress, socklen_t(bytes.count))
      }
    }
    guard status == 0 else { return nil }
  }

  deinit { close(socket) }

  func send(_ bytes: [UInt8]) -> Bool {
    let message = [UInt8(truncatingIfNeeded: bytes.count >> 8), UInt8(bytes.count & 0xff)] + bytes
    return Glibc.send(socket, message, message.count, Int32(MSG_NOSIGNAL)) == message.count
  }

  func receive() -> [UInt8]? {
    guard let head = read(2) else { return nil }
    return read(Int(head[0]) << 8 | Int(head[1]))
  }

  private func read(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var piece = [UInt8](repeating: 0, count: count - bytes.count)
      let got = recv(socket, &piece, piece.count, 0)
      guard got > 0 else { return nil }
      bytes += piece.prefix(got)
    }
    return bytes
  }
}
