// SPDX-License-Identifier: Apache-2.0

import Bytes
public import CardReader
import Cryptography

/// The protection of commands and answers in a session (ICAO Doc 9303-11, clause 9.8; ISO/IEC 7816-4,
/// clause 10): data encrypted, everything under a MAC with a counter that never repeats.
///
/// This is the terminal's side; `CardSideMessaging` mirrors it. Any rule broken throws, and the session must
/// then not be used any more.
public struct SecureMessaging: Sendable, Hashable {
  /// The keys.
  public let keys: SessionKeys
  /// The send sequence counter of the last command or answer, as long as a block.
  public private(set) var counter: [UInt8]

  /// Takes the keys and the counter's start: zero after PACE and Chip Authentication.
  public init(keys: SessionKeys, counter: [UInt8]? = nil) {
    self.keys = keys
    self.counter = counter ?? [UInt8](repeating: 0, count: keys.cipher.blockSize)
  }

  /// The protected form of a command.
  public mutating func protect(_ command: CommandAPDU) throws -> CommandAPDU {
    step()
    var objects = command.data.isEmpty ? [] : try encrypted(command.data, isOdd: command.isOdd)
    if let expected = command.expected {
      objects += TLV.encoding(Tag.expected, Self.lengthField(expected))
    }
    let header = [command.cla | 0x0c, command.ins, command.p1, command.p2]
    let signed = keys.cipher.padded(header) + objects
    objects += TLV.encoding(Tag.code, try code(objects.isEmpty ? header : signed))
    let isLong = command.needsExtended || objects.count > 255
    return try CommandAPDU(
      cla: header[0], ins: command.ins, p1: command.p1, p2: command.p2, data: objects,
      expected: isLong ? 65_536 : 256)
  }

  /// The answer inside a protected one. Throws `document-session-lost` unless its MAC is right.
  public mutating func unprotect(_ answer: ResponseAPDU) throws -> ResponseAPDU {
    step()
    let objects = try SecuredObjects(answer.data)
    guard let code = objects.code, try self.code(objects.signed) == Array(code) else {
      throw DocumentError(.sessionLost, doing: "checking an answer's MAC", status: answer.status)
    }
    let data = try decrypted(objects)
    guard let status = objects.status else {
      return ResponseAPDU(data: data, status: answer.status)
    }
    return ResponseAPDU(data: data, status: status)
  }

  // MARK: Steps that both sides share

  /// Counts one command or answer.
  mutating func step() {
    for place in counter.indices.reversed() {
      counter[place] &+= 1
      if counter[place] != 0 { return }
    }
  }

  /// The code over the counter and a message.
  func code(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
    try keys.cipher.code(counter + message, key: keys.authentication)
  }

  /// The data object that holds a message: for odd instructions 85, otherwise 87 with its padding mark.
  func encrypted(_ message: [UInt8], isOdd: Bool) throws(CryptoError) -> [UInt8] {
    let cipher = try keys.cipher.blockCipher(key: keys.encryption)
    let secret = try cipher.encrypt(keys.cipher.padded(message), iv: start(cipher))
    return isOdd ? TLV.encoding(Tag.oddData, secret) : TLV.encoding(Tag.data, [1] + secret)
  }

  /// The message in a data object; empty where there is none.
  func decrypted(_ objects: SecuredObjects) throws -> [UInt8] {
    guard let secret = objects.cryptogram else { return [] }
    let cipher = try keys.cipher.blockCipher(key: keys.encryption)
    let padded = try cipher.decrypt(secret, iv: start(cipher))
    guard let message = keys.cipher.unpadded(padded) else {
      throw DocumentError(.sessionLost, doing: "decrypting an answer")
    }
    return message
  }

  /// The start of CBC: zero for triple DES, the encrypted counter for AES.
  private func start(_ cipher: BlockCipher) throws(CryptoError) -> [UInt8]? {
    keys.cipher == .tripleDES ? nil : try cipher.encrypt(block: counter)
  }

  /// Le as it is protected: one byte, or two for an extended one; the full range is zero.
  private static func lengthField(_ expected: Int) -> [UInt8] {
    let low = UInt8(truncatingIfNeeded: expected)
    return expected <= 256 ? [low] : [UInt8(truncatingIfNeeded: expected >> 8), low]
  }

  enum Tag {
    static let oddData: UInt32 = 0x85
    static let data: UInt32 = 0x87
    static let code: UInt32 = 0x8e
    static let expected: UInt32 = 0x97
    static let status: UInt32 = 0x99
  }
}

extension CommandAPDU {
  /// Whether its data are BER-TLV (ISO/IEC 7816-4, clause 5.4.2), which changes their protection.
  var isOdd: Bool { ins & 1 == 1 }
}
