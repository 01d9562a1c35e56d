// SPDX-License-Identifier: Apache-2.0

import CardReader
import Cryptography
import Testing

@testable import Document

/// ICAO Doc 9303-11, appendix D, value by value.
@Suite("BAC as in the standard", .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"))
struct BasicAccessVectorTests {
  @Test("The MRZ information gives the keys of the chip")
  func keys() throws {
    let bac = try Vector.load("icao", "bac")
    let information = try bac["mrz_information"].text
    let digest = try HashFunction.sha1.digest(of: Array(information.utf8))
    #expect(try digest == bac["sha1_mrz_information"].bytes)
    #expect(try Array(digest.prefix(16)) == bac["kseed"].bytes)
    for (counter, name) in [(UInt8(1), "kenc"), (2, "kmac")] {
      let raw = try HashFunction.sha1.digest(of: bac["kseed"].bytes + [0, 0, 0, counter])
      #expect(try Array(raw.prefix(16)) == bac["\(name)_before_parity"].bytes)
    }
    let keys = try #require(try AccessKey.machineReadableZone(information).basicAccessKeys())
    #expect(try keys.encryption == bac["kenc"].bytes)
    #expect(try keys.authentication == bac["kmac"].bytes)
  }

  @Test("What the chip sends and gets, and the session's keys, are those printed")
  func exchange() async throws {
    let bac = try Vector.load("icao", "bac")
    let keys = try #require(
      try AccessKey.machineReadableZone(bac["mrz_information"].text).basicAccessKeys())
    let cipher = try keys.cipher.blockCipher(key: keys.encryption)
    #expect(try bac["rnd_ifd"].bytes + bac["rnd_ic"].bytes + bac["k_ifd"].bytes == bac["s"].bytes)
    #expect(try cipher.encrypt(bac["s"].bytes) == bac["e_ifd"].bytes)
    #expect(
      try keys.cipher.code(bac["e_ifd"].bytes, key: keys.authentication) == bac["m_ifd"].bytes)
    #expect(try bac["rnd_ic"].bytes + bac["rnd_ifd"].bytes + bac["k_ic"].bytes == bac["r"].bytes)
    #expect(try cipher.encrypt(bac["r"].bytes) == bac["e_ic"].bytes)
    #expect(
      try keys.cipher.code(bac["e_ic"].bytes, key: keys.authentication) == bac["m_ic"].bytes)
    #expect(
      try bac["e_ic"].bytes + bac["m_ic"].bytes == bac["external_authenticate_response"].bytes)

    let card = ScriptedCard([
      try bac["rnd_ic"].bytes + [0x90, 0],
      try bac["external_authenticate_response"].bytes + [0x90, 0],
    ])
    var session = ChipSession(card)
    let random = ScriptedRandom([try bac["rnd_ifd"].bytes, try bac["k_ifd"].bytes])
    try await BasicAccess(keys: keys, random: random).open(&session)
    #expect(try card.commands[0].bytes == bac["get_challenge"].bytes)
    let data = try bac["external_authenticate_data"].bytes
    #expect(card.commands[1].bytes == hex("0082000028") + data + hex("28"))
    let messaging = try #require(session.messaging)
    #expect(try messaging.keys.encryption == bac["ks_enc"].bytes)
    #expect(try messaging.keys.authentication == bac["ks_mac"].bytes)
    #expect(try messaging.counter == bac["ssc"].bytes)
    let seed = zip(try bac["k_ifd"].bytes, try bac["k_ic"].bytes).map { $0 ^ $1 }
    #expect(try seed == bac["kseed_session"].bytes)
  }

  @Test("Commands and answers are protected as printed, on both sides")
  func messaging() throws {
    let given = try Vector.load("icao", "secure_messaging_3des")
    let keys = SessionKeys(
      cipher: .tripleDES, encryption: try given["ks_enc"].bytes,
      authentication: try given["ks_mac"].bytes)
    var terminal = SecureMessaging(keys: keys, counter: try given["initial_ssc"].bytes)
    var chip = CardSideMessaging(keys: keys, counter: try given["initial_ssc"].bytes)
    var file: [UInt8] = []
    for exchange in try given["exchanges"].list {
      let command = try CommandAPDU(plain: exchange["plain"].bytes)
      let protected = try terminal.protect(command)
      #expect(try protected.bytes == exchange["protected"].bytes)
      #expect(try terminal.counter == exchange["ssc_cmd"].bytes)
      #expect(try Array(protected.data.suffix(8)) == exchange["cc"].bytes)
      #expect(try ChipCipher.tripleDES.padded(protected.header) == exchange["cmd_header"].bytes)
      let object = exchange.has("do87") ? "do87" : "do97"
      #expect(
        try Array(protected.data.prefix(while: { _ in true })).starts(with: exchange[object].bytes))
      #expect(try chip.unprotect(protected) == command)
      let answer = try ResponseAPDU(bytes: exchange["response"].bytes)
      let plain = try terminal.unprotect(answer)
      #expect(try terminal.counter == exchange["ssc_rsp"].bytes)
      #expect(try plain.data == exchange["response_plain"].bytes && plain.isSuccess)
      #expect(try chip.protect(plain, to: command.ins) == answer)
      file += plain.data
    }
    #expect(try file == given["ef_com"].bytes)
  }
}

extension CommandAPDU {
  /// A short command of a worked example.
  init(plain bytes: [UInt8]) throws {
    let body = bytes.dropFirst(4)
    let count = body.count > 1 ? Int(body[4]) : 0
    let data = Array(body.dropFirst().prefix(count))
    let hasLe = body.count > (count == 0 ? 0 : count + 1)
    let expected = hasLe ? body.last.map { $0 == 0 ? 256 : Int($0) } : nil
    try self.init(
      cla: bytes[0], ins: bytes[1], p1: bytes[2], p2: bytes[3], data: data, expected: expected)
  }
}
