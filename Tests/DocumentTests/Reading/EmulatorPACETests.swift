// SPDX-License-Identifier: Apache-2.0

import CardReader
import Cryptography
import Testing

@testable import Document

@Suite(
  "PACE against the emulated card",
  .enabled(if: EmulatedCard.isPresent, "SKIPPED: shared tools or Python's cryptography absent"))
struct EmulatorPACETests {
  @Test("All 44 cases of cipher and curve open the chip, half by CAN, half by MRZ")
  func allCases() async throws {
    let card = try await EmulatedCard()
    var count = 0
    for cipher in ChipCipher.allCases {
      for curve in EllipticCurve.allCases {
        let key =
          count.isMultiple(of: 2)
          ? AccessKey.cardAccessNumber(card.access.can)
          : .machineReadableZone(card.access.mrz_information)
        let identifier = OID(.pace, 2, UInt32(cipher.rawValue))
        let info = try #require(PACEInfo(identifier, parameters: curve.rawValue))
        let channel = try await card.connect()
        var session = ChipSession(channel)
        let proof = try await PACE(info: info, key: key, random: SystemRandom()).open(&session)
        #expect(proof == nil)
        _ = try await session.ask(ReadCommand.selectingApplication(), doing: "selecting")
        var reader = FileReader(limits: ReadLimits())
        let file = try await reader.read(.common, &session) { _, _ in }
        #expect(CommonFile(file).groups == [.dg1, .dg2, .dg3, .dg13, .dg14, .dg15])
        await channel.close()
        count += 1
      }
    }
    #expect(count == 44)
  }
}
