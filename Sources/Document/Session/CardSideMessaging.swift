// SPDX-License-Identifier: Apache-2.0

import Bytes
public import CardReader

/// The chip's side of secure messaging, for emulated cards.
public struct CardSideMessaging: Sendable, Hashable {
  private var messaging: SecureMessaging

  /// Takes the keys and the counter's start: zero after PACE and Chip Authentication.
  public init(keys: SessionKeys, counter: [UInt8]? = nil) {
    messaging = SecureMessaging(keys: keys, counter: counter)
  }

  /// The command inside a protected one. Throws `document-session-lost` unless its MAC is right.
  public mutating func unprotect(_ command: CommandAPDU) throws -> CommandAPDU {
    messaging.step()
    let objects = try SecuredObjects(command.data)
    let header = command.header
    let signed = messaging.keys.cipher.padded(header) + objects.signed
    let message = objects.signed.isEmpty ? header : signed
    guard let code = objects.code, try messaging.code(message) == Array(code) else {
      throw DocumentError(.sessionLost, doing: "checking a command's MAC")
    }
    return try CommandAPDU(
      cla: command.cla & ~0x0c, ins: command.ins, p1: command.p1, p2: command.p2,
      data: messaging.decrypted(objects), expected: objects.expected.map(Self.count))
  }

  /// Counts a command that is answered without being looked at.
  public mutating func skipCommand() { messaging.step() }

  /// The protected form of an answer to a command with this instruction.
  public mutating func protect(_ answer: ResponseAPDU, to ins: UInt8) throws -> ResponseAPDU {
    messaging.step()
    var objects =
      answer.data.isEmpty
      ? [] : try messaging.encrypted(answer.data, isOdd: ins & 1 == 1)
    let status = Array(ResponseAPDU(status: answer.status).bytes)
    objects += TLV.encoding(SecureMessaging.Tag.status, status)
    objects += TLV.encoding(SecureMessaging.Tag.code, try messaging.code(objects))
    return ResponseAPDU(data: objects, status: answer.status)
  }

  /// Bytes awaited: one byte of Le, or two; zero is the full range.
  private static func count(_ field: [UInt8]) -> Int {
    let value = field.prefix(2).reduce(0) { $0 << 8 | Int($1) }
    return value > 0 ? value : field.count > 1 ? 65_536 : 256
  }
}
