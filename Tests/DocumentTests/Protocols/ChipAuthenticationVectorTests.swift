// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Cryptography
import Testing

@testable import Document

@Suite(
  "Chips prove themselves as recorded",
  .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"))
struct ChipAuthenticationVectorTests {
  @Test(
    "Four real documents' Chip Authentication is done byte for byte",
    arguments: [
      "CA v1, AT document", "CA v1, DE document", "CA v1, MY document", "CA v1, FR document",
    ])
  func real(name: String) async throws {
    let all = try Vector.load("chip_authentication_real").list
    let example = try #require(all.first { (try? $0["name"].text) == name })
    let group = try DER.element(example["dg14"].bytes, 0x6e, "DG14")
    let infos = try SecurityInfos(group.content)
    let random = ScriptedRandom([try example["terminal_private"].bytes])
    let way = try #require(ChipAuthentication(infos, random: random))
    let curve = try #require(EllipticCurve(rawValue: example["standardized_curve_id"].number))
    #expect(way.key.group == .curve(curve))
    let parameters = try DomainParameters(.curve(curve))
    let privateKey = try example["terminal_private"].bytes
    #expect(try parameters.publicKey(of: privateKey) == example["terminal_public"].bytes)
    #expect(
      try parameters.sharedSecret(privateKey, with: way.key.publicKey)
        == example["shared_secret_x"].bytes)

    let exchange = try example["exchange"].list
    let card = ScriptedCard(try exchange.map { try $0["rsp_protected"].bytes })
    var session = ChipSession(card)
    session.protect(
      with: SecureMessaging(
        keys: try keys(example["before"]), counter: try example["before"]["ssc"].bytes))
    try await way.run(&session)
    #expect(session.messaging?.keys == (try keys(example["after"])))
    #expect(session.messaging?.counter == (try example["after"]["ssc_start"].bytes))
    let select = try CommandAPDU(ins: 0xa4, p1: 2, p2: 0x0c, data: [0x01, 0x0e])
    #expect(try await session.send(select, doing: "selecting").isSuccess)
    #expect(try card.commands.map(\.bytes) == exchange.map { try $0["cmd_protected"].bytes })
  }

  @Test("A session goes on when the chip refuses Chip Authentication")
  func refused() async throws {
    let example = try Vector.load("chip_authentication_real").list[0]
    let infos = try SecurityInfos(DER.element(example["dg14"].bytes, 0x6e, "DG14").content)
    let keys = try keys(example["before"])
    var chip = CardSideMessaging(keys: keys)
    chip.skipCommand()
    let refusal = try chip.protect(ResponseAPDU(status: 0x6f00), to: 0x22)
    let card = ScriptedCard([refusal.bytes])
    var session = ChipSession(card)
    session.protect(with: SecureMessaging(keys: keys))
    let way = try #require(ChipAuthentication(infos, random: SystemRandom()))
    let error = await #expect(throws: DocumentError.self) { try await way.run(&session) }
    #expect(error?.reason == .refused && error?.status == 0x6f00)
    #expect(session.messaging?.keys == keys)
  }

  @Test("The standard's example of Active Authentication has the right form")
  func recoveredMessage() throws {
    let example = try Vector.load("icao", "active_authentication_rsa_sha1")
    let (m1, challenge) = (try example["m1"].bytes, try example["rnd_ifd"].bytes)
    #expect(try m1 + challenge == example["m"].bytes)
    let digest = try HashFunction.sha1.digest(of: m1 + challenge)
    #expect(try digest == example["h"].bytes)
    #expect(try [0x6a] + m1 + digest + [0xbc] == example["f"].bytes)
    // No public key is printed, so any will do: only the message's form is checked.
    let key = try RSAPublicKey(modulus: example["signature"].bytes.map { $0 | 1 }, exponent: [3])
    let scheme = SignatureWithRecovery(key: key)
    #expect(try scheme.isMessage(example["f"].bytes, challenge))
    #expect(try !scheme.isMessage(example["f"].bytes, challenge.reversed()))
  }

  @Test("RSA and ECDSA signatures of challenges are judged right", arguments: 0..<3)
  func signatures(index: Int) throws {
    let example = try Vector.load("synthetic", "active_authentication").list[index]
    let (signature, challenge) = (try example["signature"].bytes, try example["challenge"].bytes)
    let key: SubjectPublicKey
    if example.has("modulus") {
      let rsa = try RSAPublicKey(
        modulus: example["modulus"].bytes, exponent: example["exponent"].bytes)
      #expect(try rsa.recovered(from: signature) == example["recovered_F"].bytes)
      key = .rsa(rsa)
    } else {
      key = .curve(try CurvePoint(.brainpoolP256r1, encoded: example["public_point"].bytes))
    }
    let authentication = ActiveAuthentication(key: key)
    #expect(try authentication.isValid(signature: signature, challenge: challenge))
    #expect(try !authentication.isValid(signature: signature, challenge: challenge.reversed()))
    var altered = signature
    altered[40] ^= 1
    #expect(try !authentication.isValid(signature: altered, challenge: challenge))
    #expect(try !authentication.isValid(signature: [], challenge: challenge))
  }

  private func keys(_ value: Vector) throws -> SessionKeys {
    SessionKeys(
      cipher: try ChipCipher(named: value["cipher"].text), encryption: try value["ks_enc"].bytes,
      authentication: try value["ks_mac"].bytes)
  }
}

extension ChipCipher {
  /// The names in the vectors.
  init(named name: String) throws {
    let names = [
      "3DES": ChipCipher.tripleDES, "AES128": .aes128, "AES192": .aes192, "AES256": .aes256,
    ]
    self = try #require(names[name])
  }
}
