// SPDX-License-Identifier: Apache-2.0

import CardReader
import Cryptography

/// Basic Access Control (ICAO Doc 9303-11, clause 4.3): the MRZ opens the chip. For chips without PACE.
struct BasicAccess {
  /// 3DES keys of the MRZ.
  let keys: SessionKeys
  /// Where RND.IFD and K.IFD come from.
  let random: any RandomSource

  /// Opens the chip and protects the session. The application must be selected.
  ///
  /// Throws `document-wrong-password` when the chip refuses the proof.
  func open(_ session: inout ChipSession) async throws {
    let doing = "opening the chip by BAC"
    let challenge = try await session.ask(
      CommandAPDU(ins: 0x84, expected: 8), doing: "asking the chip for a challenge")
    guard challenge.count == 8 else { throw DocumentError(.protocolBroken, doing: doing) }
    let own = (challenge: try random.bytes(8), key: try random.bytes(16))
    let proof = try sealed(own.challenge + challenge + own.key)
    let answer = try await session.send(
      CommandAPDU(ins: 0x82, data: proof, expected: 40), doing: doing)
    guard answer.isSuccess else {
      let isWrong = [0x6300, 0x6982, 0x6988].contains(answer.status) || answer.status >> 4 == 0x63c
      throw DocumentError(
        isWrong ? .wrongPassword : .refused, doing: doing, status: answer.status)
    }
    let opened = try unsealed(answer.data)
    guard opened.prefix(8) == challenge[...], opened.dropFirst(8).prefix(8) == own.challenge[...]
    else { throw DocumentError(.protocolBroken, doing: doing) }
    let seed = zip(own.key, opened.suffix(16)).map { $0 ^ $1 }
    session.protect(
      with: SecureMessaging(
        keys: try SessionKeys(from: seed, for: .tripleDES),
        counter: Array(challenge.suffix(4) + own.challenge.suffix(4))))
  }

  private func sealed(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
    let cipher = try keys.cipher.blockCipher(key: keys.encryption)
    let secret = try cipher.encrypt(message)
    return secret + (try keys.cipher.code(secret, key: keys.authentication))
  }

  private func unsealed(_ data: [UInt8]) throws -> [UInt8] {
    let doing = "checking the chip's part of BAC"
    guard data.count == 40 else { throw DocumentError(.protocolBroken, doing: doing) }
    let secret = Array(data.prefix(32))
    let code = try keys.cipher.code(secret, key: keys.authentication)
    guard code == Array(data.suffix(8)) else { throw DocumentError(.protocolBroken, doing: doing) }
    return try keys.cipher.blockCipher(key: keys.encryption).decrypt(secret)
  }
}
