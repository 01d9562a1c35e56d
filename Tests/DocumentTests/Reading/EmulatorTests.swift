// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Cryptography
import Foundation
import Testing

@testable import Document

/// Whole readings of the independent emulator.
@Suite(
  "Reading the emulated card",
  .enabled(if: EmulatedCard.isPresent, "SKIPPED: shared tools or Python's cryptography absent"))
struct EmulatorTests {
  @Test(
    "The Vietnamese way: SELECT MF is refused, the CAN opens, DG3 is refused, the chip is genuine")
  func vietnameseWay() async throws {
    let card = try await EmulatedCard(
      personal: ["--aa", "ecdsa"], switches: ["--no-select-mf"])
    let anchors = try anchors(of: card)
    let reading = try await read(card, [.cardAccessNumber(card.access.can)], anchors)
    #expect(reading.access == ChipAccess(protocolName: "PACE", keyKind: "CAN", cipher: .aes128))
    #expect(reading.files[.dataGroup(.dg3)] == .refused(status: 0x6982))
    try expectFiles(reading, card)
    #expect(reading.authenticity.hashes == .good)
    #expect(reading.authenticity.signature == .good)
    #expect(reading.authenticity.issuer == .good)
    #expect(reading.authenticity.chip == .good)
    #expect(reading.reopenings == 0)
    #expect(reading.commandCount <= 100)
  }

  @Test(
    "Every way of proof, signature and access is read",
    arguments: [
      ["--aa", "rsa", "--ca", "3des", "--sig", "rsa", "--pace", "3DES"],
      ["--aa", "ecdsa", "--ca", "aes", "--sig", "pss", "--pace", "AES192"],
      ["--aa", "rsa", "--ca", "aes", "--sig", "ecdsa", "--pace", "AES256"],
    ])
  func ways(personal: [String]) async throws {
    let card = try await EmulatedCard(personal: personal)
    let anchors = try anchors(of: card)
    let mrz = AccessKey.machineReadableZone(card.access.mrz_information)
    for keys in [[mrz], [.cardAccessNumber(card.access.can)], [.cardAccessNumber("999999"), mrz]] {
      let reading = try await read(card, keys, anchors)
      #expect(reading.access.protocolName == "PACE")
      try expectFiles(reading, card)
      #expect(reading.authenticity.isGood)
    }
  }

  @Test("BAC opens a chip without PACE, and short commands suffice")
  func basicAccess() async throws {
    let card = try await EmulatedCard(
      switches: ["--no-extended", "--max-read", "100", "--no6282"],
      change: { folder in
        // Security infos that offer nothing.
        try Data([0x31, 0]).write(to: folder.appending(path: "MF_011C_cardaccess.bin"))
      })
    let mrz = AccessKey.machineReadableZone(card.access.mrz_information)
    let reading = try await read(card, [.cardAccessNumber(card.access.can), mrz], TrustAnchors())
    #expect(reading.access == ChipAccess(protocolName: "BAC", keyKind: "MRZ", cipher: .tripleDES))
    try expectFiles(reading, card)
    #expect(reading.authenticity.issuer == .notChecked(.noAnchors))
    #expect(reading.authenticity.hashes == .good && reading.authenticity.chip == .good)
  }

  @Test("A chip that hides EF.CardAccess is opened as the Vietnamese card")
  func hiddenCardAccess() async throws {
    let card = try await EmulatedCard(
      switches: ["--no-select-mf"],
      change: {
        try FileManager.default.removeItem(at: $0.appending(path: "MF_011C_cardaccess.bin"))
      })
    let reading = try await read(card, [.cardAccessNumber(card.access.can)], TrustAnchors())
    #expect(reading.access == ChipAccess(protocolName: "PACE", keyKind: "CAN", cipher: .aes128))
    try expectFiles(reading, card)
  }

  @Test("A chip without extended length behind a reader that has it is opened again and read")
  func extendedRefused() async throws {
    let card = try await EmulatedCard(switches: ["--no-extended"])
    let reading = try await read(card, [.cardAccessNumber(card.access.can)], TrustAnchors())
    try expectFiles(reading, card)
    #expect(reading.reopenings <= 1)
  }

  @Test("A wrong CAN, a wrong MRZ and no key are told apart from other trouble")
  func wrongKeys() async throws {
    let card = try await EmulatedCard()
    for key in [
      AccessKey.cardAccessNumber("000000"), .machineReadableZone("000000000000000000000000"),
    ] {
      let error = await #expect(throws: DocumentError.self) {
        try await read(card, [key], TrustAnchors())
      }
      #expect(error?.reason == .wrongPassword)
    }
    let error = await #expect(throws: DocumentError.self) {
      try await read(card, [], TrustAnchors())
    }
    #expect(error?.reason == .noAccess)
  }

  @Test("Far offsets are read: a face of 60 kB")
  func farOffsets() async throws {
    let card = try await EmulatedCard(change: { folder in
      let image = folder.appending(path: "EF_0102_dg2.bin")
      let padding = [UInt8](repeating: 7, count: 60_000)
      try Data(TLV.encoding(0x75, TLV.encoding(0x53, padding))).write(to: image)
    })
    for extended in [true, false] {
      let reading = try await read(
        card, [.cardAccessNumber(card.access.can)], TrustAnchors(), extended: extended)
      try expectFiles(reading, card)
      #expect(reading.authenticity.hashes == .bad(.hashDiffers))
      #expect(reading.authenticity.groupsAtFault == [.dg2])
    }
  }

  private func read(
    _ card: EmulatedCard, _ keys: [AccessKey], _ anchors: TrustAnchors, extended: Bool = true
  ) async throws -> DocumentReading {
    try await DocumentReader(keys: keys, anchors: anchors).read { () async throws(CardError) in
      try await card.connect(extended: extended)
    }
  }

  private func anchors(of card: EmulatedCard) throws -> TrustAnchors {
    let text = try String(contentsOf: card.folder.appending(path: "csca.pem"), encoding: .utf8)
    let base64 = text.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
    var anchors = TrustAnchors()
    anchors.add(try Certificate(der: [UInt8](try #require(Data(base64Encoded: base64)))))
    return anchors
  }

  private func expectFiles(_ reading: DocumentReading, _ card: EmulatedCard) throws {
    for group in [DataGroup.dg1, .dg2, .dg13, .dg14, .dg15] {
      let number = String(format: "%04X", 0x100 + group.rawValue)
      let path = card.folder.appending(path: "EF_\(number)_dg\(group.rawValue).bin")
      #expect(reading[group] == (try [UInt8](Data(contentsOf: path))))
    }
  }
}
