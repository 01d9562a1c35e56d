// SPDX-License-Identifier: Apache-2.0

import CardReader
import Cryptography
import Testing

@testable import Document
@testable import SampleKit

@Suite("The chip of the sample card")
struct EmulatedChipTests {
  private static let application: [UInt8] = [0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01]
  let card: SampleCard
  let channel: EmulatedCardChannel

  init() throws {
    card = try SampleCard()
    channel = EmulatedCardChannel(card)
  }

  private func session(_ key: AccessKey) async throws -> ChipSession {
    var session = ChipSession(channel)
    let info = try #require(PACEInfo.vietnameseCard)
    _ = try await PACE(info: info, key: key, random: SystemRandom()).open(&session)
    try await select(&session)
    return session
  }

  private func select(_ session: inout ChipSession) async throws {
    _ = try await session.ask(
      CommandAPDU(ins: 0xa4, p1: 4, p2: 0x0c, data: Self.application), doing: "selecting")
  }

  private func read(_ name: UInt16, _ session: inout ChipSession) async throws -> [UInt8] {
    let data = [UInt8(name >> 8), UInt8(name & 0xff)]
    _ = try await session.ask(
      CommandAPDU(ins: 0xa4, p1: 2, p2: 0x0c, data: data), doing: "selecting")
    return try await session.send(
      CommandAPDU(ins: 0xb0, expected: 65_536), doing: "reading"
    ).data
  }

  @Test("PACE opens it with the CAN and with the MRZ, and files come as they are")
  func pace() async throws {
    for key in [
      AccessKey.cardAccessNumber(card.holder.cardAccessNumber),
      .machineReadableZone(card.holder.accessInformation),
    ] {
      var session = try await session(key)
      for (name, content) in card.files where !SampleCard.closedFiles.contains(name) {
        #expect(try await read(name, &session) == content)
      }
    }
  }

  @Test("BAC opens it as well")
  func basicAccess() async throws {
    var session = ChipSession(channel)
    try await select(&session)
    let access = AccessKey.machineReadableZone(card.holder.accessInformation)
    let keys = try #require(try access.basicAccessKeys())
    try await BasicAccess(keys: keys, random: SystemRandom()).open(&session)
    #expect(try await read(0x0101, &session) == card.files[0x0101])
  }

  @Test("A wrong CAN is refused in the last step")
  func wrongNumber() async throws {
    let error = await #expect(throws: DocumentError.self) {
      _ = try await session(.cardAccessNumber("999999"))
    }
    #expect(error?.reason == .wrongPassword)
  }

  @Test("DG3, and everything before access, are refused; a plain command ends the session")
  func refusals() async throws {
    var session = try await session(.cardAccessNumber(card.holder.cardAccessNumber))
    let selected = try await session.send(
      CommandAPDU(ins: 0xa4, p1: 2, p2: 0x0c, data: [0x01, 0x03]), doing: "selecting")
    #expect(selected.status == 0x6982)
    #expect(try await read(0x0101, &session) == card.files[0x0101])
    let plain = try await channel.transmit(CommandAPDU(ins: 0xa4, p1: 2, data: [0x01, 0x01]))
    #expect(plain.status == 0x6982)
    await #expect(throws: (any Error).self) { try await read(0x0101, &session) }
    let root = try await channel.transmit(CommandAPDU(ins: 0xa4, p2: 0x0c, data: [0x3f, 0x00]))
    #expect(root.status == 0x6d00)
  }

  @Test("Chip Authentication changes the keys, and the chip signs challenges")
  func authentication() async throws {
    var session = try await session(.cardAccessNumber(card.holder.cardAccessNumber))
    let options = try #require(card.files[0x010e])
    let infos = try SecurityInfos(options.dropFirst(options.count > 129 ? 3 : 2))
    let chip = try #require(ChipAuthentication(infos, random: SystemRandom()))
    try await chip.run(&session)
    #expect(try await read(0x010d, &session) == card.files[0x010d])
    let active = ActiveAuthentication(
      key: .curve(card.signatureKey.publicKey), hash: infos.activeAuthenticationHash)
    #expect(try await active.run(&session, random: SystemRandom()))
  }

  @Test("The security object is signed by the card's own state and covers every file")
  func securityObject() throws {
    let object = try #require(card.files[0x011d])
    let message = try SignedMessage(Array(object.dropFirst(4)))
    guard case .good(let signer) = message.outcome else {
      Issue.record("\(message.outcome)")
      return
    }
    #expect(try signer.isSigned(by: card.authority))
    #expect(signer.maySignData && card.authority.maySignCertificates)
    #expect(signer.isValid(at: card.holder.issue.seconds))
    for name in card.files.keys where name < 0x0110 {
      let digest = try HashFunction.sha256.digest(of: card.files[name] ?? [])
      #expect(message.content.contains(digest))
    }
  }

  @Test("The lines of the card are as long as they must be, with the specimen's check digits")
  func zone() {
    let lines = card.holder.machineReadableZone
    #expect(lines.map(\.count) == [30, 30, 30])
    #expect(lines[0].hasPrefix("IDVNM190000001") && lines[2].hasPrefix("NGUYEN<<THI<VI<DU<"))
    #expect(card.holder.accessInformation.count == 24)
    #expect((15_000...22_000).contains(card.files[0x0102]?.count ?? 0))
  }
}

extension [UInt8] {
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: part) }
  }
}
