// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The VSCard protocol of QEMU's passed-through cards (libcacard's vscard_common.h): each message is
/// type, reader and length as three words, the highest byte first, then the data.
final class VSCardLink {
  /// Types of messages that are used here.
  enum Kind: UInt32 {
    case start = 1
    case status = 2
    case readerAdded = 3
    case answerToReset = 5
    case command = 7
  }

  /// Magic number, version 0.0.2, no capabilities.
  static let greeting = Array("VSCD".utf8) + [0, 0, 0, 2, 0, 0, 0, 0]
  /// Data of one message are not larger.
  private static let mostBytes: UInt32 = 70_000
  private let socket: Int32

  /// Connects to the machine's socket; tries for 20 s, for the machine may still be starting.
  init?(path: String) {
    for _ in 0..<200 {
      if let socket = Self.connected(path) {
        self.socket = socket
        return
      }
      usleep(100_000)
    }
    return nil
  }

  private static func connected(_ path: String) -> Int32? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path.utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let status = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        connect(socket, $0.baseAddress, socklen_t(bytes.count))
      }
    }
    if status == 0 { return socket }
    close(socket)
    return nil
  }

  /// Sends a message; the reader to be added has no number yet.
  func send(_ kind: Kind, _ data: [UInt8]) {
    let reader = kind == .readerAdded ? UInt32.max : 0
    let message = [kind.rawValue, reader, UInt32(data.count)].flatMap(Self.bytes) + data
    _ = Glibc.send(socket, message, message.count, Int32(MSG_NOSIGNAL))
  }

  /// The next message; nil for kind where it is none of ours, nil for all at the end.
  func receive() -> (Kind?, [UInt8])? {
    guard let head = read(12) else { return nil }
    let length = Self.number(head[8..<12])
    guard length <= Self.mostBytes, let data = read(Int(length)) else { return nil }
    return (Kind(rawValue: Self.number(head[0..<4])), data)
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

  private static func bytes(_ word: UInt32) -> [UInt8] {
    stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
