// SPDX-License-Identifier: Apache-2.0

import CardReader
import Cryptography
import Testing

@testable import Document

@Suite(
  "PACE with a CAN and reading, recorded",
  .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"))
struct PACEWithCANTests {
  @Test("Each cipher's whole conversation is had byte for byte", arguments: 0..<4)
  func conversation(index: Int) async throws {
    let example = try Vector.load("synthetic", "pace_can").list[index]
    let cipher = try ChipCipher(named: example["cipher"].text)
    let key = AccessKey.cardAccessNumber(try example["can"].text)
    #expect(try key.passwordKey(for: cipher) == example["k_pi"].bytes)
    let nonce = try cipher.blockCipher(key: example["k_pi"].bytes)
      .decrypt(example["nonce_z"].bytes)
    #expect(try nonce == example["nonce_s"].bytes)
    try checkGroup(example, nonce)

    let exchange = try example["exchange"].list
    let card = ScriptedCard(try exchange.map { try $0["rsp"].bytes })
    var session = ChipSession(card)
    let select = try CommandAPDU(plain: exchange[0]["cmd"].bytes)
    #expect(try await session.send(select, doing: "selecting").isSuccess)
    let info = try #require(
      PACEInfo(OID(content: example["oid"].bytes[...]), parameters: example["parameter_id"].number))
    let random = ScriptedRandom([
      try example["terminal_map_private"].bytes, try example["terminal_ephemeral_private"].bytes,
    ])
    let proof = try await PACE(info: info, key: key, random: random).open(&session)
    #expect(proof == nil)
    #expect(try session.messaging?.keys.encryption == example["ks_enc"].bytes)
    #expect(try session.messaging?.keys.authentication == example["ks_mac"].bytes)
    for step in exchange where step.has("plain_cmd") {
      let command = try CommandAPDU(plain: step["plain_cmd"].bytes)
      let answer = try await session.send(command, doing: "replaying")
      #expect(try answer.bytes == step["plain_rsp"].bytes)
    }
    #expect(try card.commands.map(\.bytes) == exchange.map { try $0["cmd"].bytes })
  }

  private func checkGroup(_ example: Vector, _ nonce: [UInt8]) throws {
    let group = try DomainParameters(standardized: example["parameter_id"].number)
    let mapKey = try example["terminal_map_private"].bytes
    #expect(try group.publicKey(of: mapKey) == example["terminal_map_public"].bytes)
    let agreed = try group.agreedElement(mapKey, with: example["chip_map_public"].bytes)
    let mapped = try group.mappedGenerically(nonce: nonce, agreed: agreed)
    #expect(try mapped.generator == example["mapped_generator"].bytes)
    let own = try example["terminal_ephemeral_private"].bytes
    #expect(try mapped.publicKey(of: own) == example["terminal_ephemeral_public"].bytes)
    let secret = try mapped.sharedSecret(own, with: example["chip_ephemeral_public"].bytes)
    #expect(try secret == example["shared_secret_x"].bytes)
    let keys = try SessionKeys(from: secret, for: ChipCipher(named: example["cipher"].text))
    let info = try #require(
      PACEInfo(OID(content: example["oid"].bytes[...]), parameters: example["parameter_id"].number))
    let pace = PACE(info: info, key: .cardAccessNumber(""), random: SystemRandom())
    #expect(
      try pace.token(over: example["chip_ephemeral_public"].bytes, keys)
        == example["token_ifd"].bytes)
    #expect(
      try pace.token(over: example["terminal_ephemeral_public"].bytes, keys)
        == example["token_ic"].bytes)
  }

  @Test("EF.CardAccess of the Vietnamese card says PACE on brainpoolP256r1 with AES-128")
  func vietnameseCard() throws {
    let infos = try SecurityInfos(Vector.load("vn_observed", "ef_cardaccess").bytes)
    #expect(infos.pace == [try #require(PACEInfo.vietnameseCard)])
    #expect(infos.chipAuthentication.map(\.cipher) == [.aes128])
    #expect(infos.others == [.terminalAuthentication])
  }
}
