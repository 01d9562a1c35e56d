// SPDX-License-Identifier: Apache-2.0

/// A message of the TouchChip protocol: "Ciao", command, sequence and length, payload, CRC.
struct UPEKMessage: Sendable, Hashable {
  enum Command {
    static let data: UInt8 = 0x00
    static let closed: UInt8 = 0x01
    static let hello: UInt8 = 0x03
    static let open: UInt8 = 0x04
    static let opened: UInt8 = 0x05
    static let close: UInt8 = 0x07
    static let ping: UInt8 = 0x08
    static let pong: UInt8 = 0x09
  }

  private static let mark: [UInt8] = Array("Ciao".utf8)
  /// Mark, command, sequence and length.
  static let headSize = 7
  private static let checkSize = 2
  /// Longest message: the length has 12 bits, and devices stay at 2052 bytes.
  static let mostBytes = 2052

  let command: UInt8
  /// 0 to 15; a device repeats ours.
  let sequence: UInt8
  let payload: [UInt8]

  init(_ command: UInt8, sequence: UInt8 = 0, _ payload: [UInt8]) {
    self.command = command
    self.sequence = sequence & 0x0f
    self.payload = payload
  }

  var bytes: [UInt8] {
    let length = UInt16(truncatingIfNeeded: payload.count) & 0x0fff
    let body = [command, sequence << 4 | UInt8(length >> 8), UInt8(length & 0xff)] + payload
    let check = Self.check(body)
    return Self.mark + body + [UInt8(check & 0xff), UInt8(check >> 8)]
  }

  /// Bytes of the whole message, from its head; nil when it is no head or announces too much.
  static func size(from head: [UInt8]) -> Int? {
    guard head.count >= headSize, head.starts(with: mark) else { return nil }
    let size = headSize + (Int(head[5] & 0x0f) << 8 | Int(head[6])) + checkSize
    return size <= mostBytes ? size : nil
  }

  /// Reads a message; bytes after its end mean nothing. Throws when any rule is broken.
  init(parsing bytes: [UInt8]) throws(ProtocolError) {
    guard let size = Self.size(from: bytes), bytes.count >= size else {
      throw ProtocolError(expected: "a whole message")
    }
    let body = bytes[4..<size - Self.checkSize]
    let check = UInt16(bytes[size - 2]) | UInt16(bytes[size - 1]) << 8
    guard Self.check(body) == check else { throw ProtocolError(expected: "a message's checksum") }
    self.init(bytes[4], sequence: bytes[5] >> 4, Array(bytes[Self.headSize..<size - 2]))
  }

  /// CRC-16 with polynomial 0x1021, begun with 0, not reflected (CRC-16/XMODEM).
  static func check(_ bytes: some Sequence<UInt8>) -> UInt16 {
    bytes.reduce(0) { sum, byte in
      (0..<8).reduce(sum ^ UInt16(byte) << 8) { sum, _ in
        sum & 0x8000 == 0 ? sum << 1 : sum << 1 ^ 0x1021
      }
    }
  }
}
