// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Cryptography
import Testing

@testable import Document

/// ICAO Doc 9303-11, appendices G, H and I, value by value.
@Suite("PACE as in the standard", .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"))
struct PACEVectorTests {
  @Test(
    "Every value of generic and chip authentication mapping, and every APDU, is that printed",
    arguments: ["pace_ecdh_gm_aes128", "pace_dh_gm_aes128", "pace_ecdh_cam_aes128"])
  func generic(name: String) async throws {
    let example = try Vector.load("icao", name)
    let isCurve = name.contains("ecdh")
    let key = AccessKey.machineReadableZone(try example["mrz_information"].text)
    #expect(
      try HashFunction.sha1.digest(of: Array(example["mrz_information"].text.utf8))
        == example["K"].bytes)
    #expect(try key.passwordKey(for: .aes128) == example["k_pi"].bytes)
    let cipher = try BlockCipher(.aes, key: example["k_pi"].bytes)
    #expect(try cipher.decrypt(example["nonce_z"].bytes) == example["nonce_s"].bytes)

    let info = try self.info(example)
    #expect(try info.parameters == example["parameter_id"].number)
    #expect(try info.identifier.content == example["oid"].bytes)
    #expect(try info.identifier.description == example["oid_dotted"].text)
    let group = try DomainParameters(standardized: example["parameter_id"].number)
    let element = { (name: String) in isCurve ? try example[name].point : try example[name].bytes }
    try checkGroup(group, example)
    for side in ["terminal", "chip"] {
      #expect(
        try group.publicKey(of: example["map_\(side)_private"].bytes)
          == element("map_\(side)_public"))
    }
    let agreed = try group.agreedElement(
      example["map_terminal_private"].bytes, with: element("map_chip_public"))
    #expect(try agreed == element("map_shared_H"))
    let mapped = try group.mappedGenerically(nonce: example["nonce_s"].bytes, agreed: agreed)
    #expect(try mapped.generator == element("mapped_generator"))
    try checkAgreement(mapped, example, info, element)

    // The vectors leave DO 84 out of MSE:Set AT; it is always sent here.
    let apdus = try example["apdus"].list
    let card = ScriptedCard(try apdus.map { try $0["rsp"].bytes })
    var session = ChipSession(card)
    let random = ScriptedRandom([
      try example["map_terminal_private"].bytes, try example["ka_terminal_private"].bytes,
    ])
    let proof = try await PACE(info: info, key: key, random: random).open(&session)
    var first = try apdus[0]["cmd"].bytes
    first[4] += 3
    first += [0x84, 1, UInt8(try example["parameter_id"].number)]
    #expect(card.commands[0].bytes == first)
    for (command, apdu) in zip(card.commands, apdus).dropFirst() {
      #expect(try command.bytes == apdu["cmd"].bytes)
    }
    #expect(card.commands.count == 5)
    #expect(try session.messaging?.keys.encryption == example["ks_enc"].bytes)
    #expect(try session.messaging?.keys.authentication == example["ks_mac"].bytes)
    #expect(session.messaging?.counter == [UInt8](repeating: 0, count: 16))
    if name.contains("cam") { try checkProof(try #require(proof), example) }
  }

  @Test(
    "Every value of integrated mapping is that printed",
    arguments: ["pace_ecdh_im_aes128", "pace_dh_im_aes128"])
  func integrated(name: String) async throws {
    let example = try Vector.load("icao", name)
    let isCurve = name.contains("ecdh")
    let element = { (name: String) in isCurve ? try example[name].point : try example[name].bytes }
    // The standard says that the key of appendix G is used, but prints another one.
    let cipher = try BlockCipher(.aes, key: example["k_pi"].bytes)
    #expect(try cipher.decrypt(example["nonce_z"].bytes) == example["nonce_s"].bytes)
    let group = try DomainParameters(standardized: example["parameter_id"].number)
    try checkGroup(group, example)
    let number = try PseudoRandomNumber.number(
      s: example["nonce_s"].bytes, t: example["nonce_t"].bytes, cipher: .aes128,
      primeBits: group.primeBits)
    #expect(try number == example["random_R"].bytes)
    let mapped = try group.mappedIntegrally(number: number)
    #expect(try mapped.generator == element("mapped_generator"))
    // The reduced number names the same element.
    #expect(try group.mappedIntegrally(number: example["Rp"].bytes) == mapped)
    let info = try #require(
      PACEInfo(OID(content: example["oid"].bytes[...]), parameters: example["parameter_id"].number))
    #expect(try info.identifier.description == example["oid_dotted"].text)
    try checkAgreement(mapped, example, info, element)
  }

  private func info(_ example: Vector) throws -> PACEInfo {
    let infos = try SecurityInfos(TLV.encoding(DER.set, example["pace_info"].bytes))
    return try #require(infos.pace.first)
  }

  private func checkGroup(_ group: DomainParameters, _ example: Vector) throws {
    guard case .field(let field) = group.group else { return }
    #expect(try field.p == example["p"].bytes)
    #expect(try field.g == example["g"].bytes)
    #expect(try field.q == example["q"].bytes)
  }

  private func checkAgreement(
    _ group: DomainParameters, _ example: Vector, _ info: PACEInfo,
    _ element: (String) throws -> [UInt8]
  ) throws {
    for side in ["terminal", "chip"] {
      #expect(
        try group.publicKey(of: example["ka_\(side)_private"].bytes) == element("ka_\(side)_public")
      )
    }
    let (own, chips) = (try element("ka_terminal_public"), try element("ka_chip_public"))
    for (privateKey, publicKey) in [
      ("ka_terminal_private", chips), ("ka_chip_private", own),
    ] {
      #expect(
        try group.sharedSecret(example[privateKey].bytes, with: publicKey)
          == example["shared_secret"].bytes)
    }
    let keys = try SessionKeys(from: example["shared_secret"].bytes, for: .aes128)
    #expect(try keys.encryption == example["ks_enc"].bytes)
    #expect(try keys.authentication == example["ks_mac"].bytes)
    let pace = PACE(info: info, key: .cardAccessNumber(""), random: SystemRandom())
    #expect(try pace.tokenInput(chips) == example["token_input_ifd"].bytes)
    #expect(try pace.tokenInput(own) == example["token_input_ic"].bytes)
    #expect(try pace.token(over: chips, keys) == example["token_ifd"].bytes)
    #expect(try pace.token(over: own, keys) == example["token_ic"].bytes)
  }

  private func checkProof(_ proof: PACE.ChipProof, _ example: Vector) throws {
    #expect(try proof.data == example["decrypted_ca_data"].bytes)
    let cipher = try BlockCipher(.aes, key: example["ks_enc"].bytes)
    let start = try cipher.encrypt(block: [UInt8](repeating: 0xff, count: 16))
    #expect(try start == example["iv"].bytes)
    let secret = try cipher.encrypt(ChipCipher.aes128.padded(proof.data), iv: start)
    #expect(try secret == example["encrypted_ca_data"].bytes)
    let info = try example["chip_authentication_public_key_info"].bytes
    let infos = try SecurityInfos(TLV.encoding(DER.set, info))
    let key = try #require(infos.chipKeys.first)
    #expect(try key.publicKey == example["ca_public_key"].point)
    #expect(try proof.holds(for: key))
    let other = PACE.ChipProof(
      group: proof.group, mappingKey: proof.group.generator, data: proof.data)
    #expect(try !other.holds(for: key))
  }
}
