// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Synchronization
import Testing

@testable import Document

@Suite("A lost link and a broken session")
struct LostLinkTests {
  static let face = TLV.encoding(0x75, [UInt8](repeating: 5, count: 9000))
  static let files: [UInt16: [UInt8]] = [
    0x011c: SmallChip.cardAccess(),
    0x011e: TLV.encoding(0x60, TLV.encoding(0x5c, [0x61, 0x75])),
    0x0101: TLV.encoding(0x61, [UInt8](repeating: 1, count: 90)), 0x0102: face,
  ]
  /// Three for EF.CardAccess, five for PACE, one for the application.
  static let openingCommands = 9
  static let key = AccessKey.cardAccessNumber("123456")

  @Test("Taken away at any command, the card is read to its end once it is back")
  func everyCommand() async throws {
    let whole = ChipChannel(SmallChip(files: Self.files, can: "123456"))
    let reading = try await DocumentReader(keys: [Self.key]).read { whole }
    #expect(reading[.dg2] == Self.face)
    // An opening that fails is an error at once; the first reading has not begun then.
    for lost in Self.openingCommands..<reading.commandCount {
      let connections = Mutex(0)
      let again = try await DocumentReader(keys: [Self.key]).read { () async throws(CardError) in
        let number = connections.withLock { count in
          count += 1
          return count
        }
        return ChipChannel(SmallChip(files: Self.files, can: "123456")) {
          index, answer throws(CardError) in
          guard number > 1 || index != lost else { throw CardError(.noCard, doing: "testing") }
          return answer
        }
      }
      #expect(again[.dg2] == Self.face && again[.dg1] == Self.files[0x0101], "lost at \(lost)")
      #expect(again.reopenings == 1)
      // The face goes on where it stopped: no byte of it is read twice.
      #expect(again.commandCount <= reading.commandCount + 12)
    }
  }

  @Test("A card that is gone while the chip is opened is a clear error")
  func opening() async throws {
    for lost in 0..<Self.openingCommands {
      let error = await #expect(throws: DocumentError.self) {
        try await DocumentReader(keys: [Self.key]).read { () async throws(CardError) in
          ChipChannel(SmallChip(files: Self.files, can: "123456")) {
            index, answer throws(CardError) in
            guard index < lost else { throw CardError(.noCard, doing: "testing") }
            return answer
          }
        }
      }
      #expect(error?.reason == .linkLost && error?.cause is CardError)
    }
  }

  @Test("A card that never comes back leaves what was read")
  func gone() async throws {
    let connections = Mutex(0)
    let reading = try await DocumentReader(keys: [Self.key]).read { () async throws(CardError) in
      let number = connections.withLock { count in
        count += 1
        return count
      }
      guard number == 1 else { throw CardError(.noCard, doing: "testing") }
      return ChipChannel(SmallChip(files: Self.files, can: "123456")) {
        index, answer throws(CardError) in
        guard index < 22 else { throw CardError(.noCard, doing: "testing") }
        return answer
      }
    }
    #expect(reading[.dg1] == Self.files[0x0101])
    #expect(reading.files[.dataGroup(.dg2)] == .failed(code: "document-link-lost"))
    #expect(reading.authenticity.hashes == .notChecked(.noSecurityObject))
  }

  @Test("A wrong MAC, a replayed answer and a bare status end the session at once")
  func brokenSession() async throws {
    let alterations: [@Sendable (ResponseAPDU, ResponseAPDU) -> ResponseAPDU] = [
      { answer, _ in
        var data = answer.data
        data[data.count - 1] ^= 1
        return ResponseAPDU(data: data, status: answer.status)
      },
      { _, before in before },
      { _, _ in ResponseAPDU(status: 0x9000) },
      { answer, _ in ResponseAPDU(data: Array(answer.data.dropLast(10)), status: 0x9000) },
    ]
    for alteration in alterations {
      let before = Mutex(ResponseAPDU(status: 0))
      let isOn = Mutex(false)
      let channel = ChipChannel(SmallChip(files: Self.files, can: "123456")) {
        _, answer throws(CardError) in
        let last = before.withLock { last in
          defer { last = answer }
          return last
        }
        return isOn.withLock { $0 } ? alteration(answer, last) : answer
      }
      var session = ChipSession(channel)
      let opener = ChipOpener(keys: [Self.key], random: SystemRandom(), limits: ReadLimits())
      _ = try await opener.open(&session)
      let select = try ReadCommand.selecting(0x0101)
      #expect(try await session.send(select, doing: "testing").isSuccess)
      isOn.withLock { $0 = true }
      let error = await Self.failure(&session, select)
      #expect(error?.reason == .sessionLost)
      isOn.withLock { $0 = false }
      let count = channel.count
      #expect(await Self.failure(&session, select)?.reason == .sessionLost)
      #expect(channel.count == count, "a command was sent after the session's end")
    }
  }

  private static func failure(
    _ session: inout ChipSession, _ command: CommandAPDU
  ) async -> DocumentError? {
    do {
      _ = try await session.send(command, doing: "testing")
      return nil
    } catch { return error }
  }
}
