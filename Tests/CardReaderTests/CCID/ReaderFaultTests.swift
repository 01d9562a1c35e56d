// SPDX-License-Identifier: Apache-2.0

import CardReader
import ReaderModels
import Testing
import USB

@Suite("Readers and cards that misbehave")
struct ReaderFaultTests {
  typealias Fault = CCIDReaderModel.Fault
  typealias Build = CCIDReaderModel.Build

  static let builds = [
    Build(.extended), Build(.short), Build(.blocks), Build(.blocks, isT1: false),
  ]

  /// Reads four times; tells how it ended, and whether reading works afterwards.
  private func read(
    _ model: CCIDReaderModel, _ settings: CardReaderSettings
  ) async throws -> CardError.Reason? {
    let bench = try await ReaderBench(model, settings: settings)
    let reader = try await bench.readers.reader()
    var reason: CardError.Reason?
    do throws(CardError) {
      let channel = try await reader.connect()
      defer { Task { await channel.close() } }
      for count in 1...4 {
        let command = try CommandAPDU(ins: 0xb0, data: [1, 2, 3], expected: 200)
        guard try await channel.echoes(command, count: UInt8(count)) else {
          Issue.record("a wrong answer was believed")
          break
        }
      }
      await channel.close()
    } catch {
      reason = error.reason
    }
    await reader.close()
    return reason
  }

  @Test("Faults that must not show are mended", arguments: builds)
  func mended(_ build: Build) async throws {
    let faults: [Fault] = [.stale(1), .moreTime(2, times: 20), .wrongNumber(-1)]
    #expect(try await read(CCIDReaderModel(build, faults: faults), ReaderBench.generous) == nil)
  }

  @Test("Damaged, misheard and late blocks are repeated", arguments: 0..<8)
  func blocks(_ number: Int) async throws {
    for fault in [Fault.damagedBlock(number), .misheardBlock(number), .lateBlock(number)] {
      let model = CCIDReaderModel(Build(.blocks), faults: [fault])
      #expect(try await read(model, ReaderBench.generous) == nil, "\(fault)")
    }
  }

  @Test("A card that is taken away at any command is told as such", arguments: builds)
  func removed(_ build: Build) async throws {
    for number in 0..<4 {
      let model = CCIDReaderModel(build, faults: [.cardTaken(number)])
      #expect(try await read(model, ReaderBench.generous) == .noCard, "\(number)")
    }
  }

  @Test("What never comes or never ends is given up", arguments: builds)
  func bounded(_ build: Build) async throws {
    for number in 0..<3 {
      for fault in [
        Fault.late(number, .seconds(30)), .wrongNumber(number), .endlessTime(number),
      ] {
        let model = CCIDReaderModel(build, faults: [fault])
        let reason = try await read(model, ReaderBench.short)
        #expect(reason == .mute || reason == .protocolBroken, "\(fault)")
      }
    }
  }

  @Test(
    "Lengths out of all reason are refused",
    arguments: [3, 11, 0x7fff_ffff, 0xffff_ffff] as [UInt32])
  func lengths(_ length: UInt32) async throws {
    let reason = try await read(
      CCIDReaderModel(Build(.extended), faults: [.length(1, length)]), ReaderBench.generous)
    #expect(reason == .protocolBroken)
  }

  @Test("Answers without an end are given up")
  func endless() async throws {
    var small = Build(.extended)
    small.longestMessage = 271
    let chain = CCIDReaderModel(small, faults: [.endlessChain(0)])
    let bench = try await ReaderBench(chain)
    let channel = try await bench.readers.open()
    let command = try CommandAPDU(ins: 0xb0, expected: 600)
    let first = await #expect(throws: CardError.self) { try await channel.transmit(command) }
    #expect(first?.reason == .protocolBroken)
    await channel.close()
    let blocks = try await ReaderBench(CCIDReaderModel(Build(.blocks), faults: [.endlessBlocks]))
    let other = try await blocks.readers.open()
    let second = await #expect(throws: CardError.self) { try await other.transmit(command) }
    #expect(second?.reason == .protocolBroken)
    await other.close()
  }

  @Test("An unplugged reader is told as such, and works again when it is back", arguments: builds)
  func unplugged(_ build: Build) async throws {
    let bench = try await ReaderBench(CCIDReaderModel(build))
    let channel = try await bench.readers.open()
    let command = try CommandAPDU(ins: 0xb0, expected: 20)
    #expect(try await channel.echoes(command, count: 1))
    bench.device.unplug()
    let error = await #expect(throws: CardError.self) { try await channel.transmit(command) }
    #expect(error?.reason == .readerGone)
    await channel.close()
    let missing = await #expect(throws: CardError.self) { try await bench.readers.open() }
    #expect(missing?.reason == .noReader)
    bench.device.plug()
    let again = try await bench.readers.open()
    #expect(try await again.echoes(command, count: 1))
    await again.close()
  }

  @Test("Giving up a command ends it, and the next one gets its own answer")
  func cancelled() async throws {
    let model = CCIDReaderModel(faults: [.late(0, .seconds(30))])
    let bench = try await ReaderBench(model)
    let channel = try await bench.readers.open()
    let command = try CommandAPDU(ins: 0xb0, expected: 20)
    let waiting = Task { try await channel.transmit(command) }
    while bench.device.transferCount < 6 { await Task.yield() }
    waiting.cancel()
    let result = await waiting.result
    #expect { try result.get() } throws: { ($0 as? CardError)?.reason == .cancelled }
    #expect(try await channel.echoes(command, count: 2))
    await channel.close()
  }
}
