// SPDX-License-Identifier: Apache-2.0

import CardReader
import ReaderModels
import Testing
import USB

@Suite("Finding readers and cards")
struct CardReadersTests {
  @Test("Each place for a card has a name of its own")
  func names() async throws {
    var build = CCIDReaderModel.Build()
    build.slots = 2
    let bench = try await ReaderBench(CCIDReaderModel(build))
    let list = try await bench.readers.list()
    #expect(list.map(\.id) == ["ccid@1-4", "ccid@1-4#2"])
    #expect(list.map(\.name) == ["ACS ACR1252U contactless", "ACS ACR1252U SAM"])
    for name in ["ccid@1-4#2", "sam"] {
      let reader = try await bench.readers.reader(named: name)
      #expect(reader.identity == list[1])
      await reader.close()
    }
  }

  @Test("Without a name the place for contactless cards is taken")
  func choice() async throws {
    var build = CCIDReaderModel.Build()
    build.slots = 2
    let bench = try await ReaderBench(CCIDReaderModel(build))
    let reader = try await bench.readers.reader()
    #expect(reader.identity.role == .contactless)
    await reader.close()
    let unknown = try await ReaderBench(CCIDReaderModel(build, vendor: 1, product: 2))
    let error = await #expect(throws: CardError.self) { try await unknown.readers.reader() }
    #expect(error?.reason == .noReader)
    #expect(error?.message.contains("ccid@1-4, ccid@1-4#2") == true)
    let none = await #expect(throws: CardError.self) {
      try await unknown.readers.reader(named: "no such")
    }
    #expect(none?.reason == .noReader)
  }

  @Test("Both slots of a reader serve their own card")
  func slots() async throws {
    var build = CCIDReaderModel.Build(.blocks)
    build.slots = 2
    let bench = try await ReaderBench(CCIDReaderModel(build))
    for name in ["ccid@1-4", "ccid@1-4#2"] {
      let channel = try await bench.readers.open(name: name)
      let command = try CommandAPDU(ins: 0xb0, data: [9], expected: 400)
      #expect(try await channel.echoes(command, count: 1))
      await channel.close()
    }
  }

  @Test("A card that is taken away is told, by interrupt and by asking", arguments: [true, false])
  func events(_ hasInterrupt: Bool) async throws {
    var build = CCIDReaderModel.Build()
    build.hasInterrupt = hasInterrupt
    let model = CCIDReaderModel(build, faults: [.cardTaken(1)])
    let bench = try await ReaderBench(model, settings: .init(patience: 1))
    let reader = try await bench.readers.reader()
    var events = reader.events().makeAsyncIterator()
    #expect(await events.next() == .cardIn)
    let channel = try await reader.connect()
    let command = try CommandAPDU(ins: 0xb0, expected: 4)
    #expect(try await channel.echoes(command, count: 1))
    _ = try? await channel.transmit(command)
    #expect(await events.next() == .cardOut)
    bench.device.unplug()
    #expect(await events.next() == .readerGone)
    #expect(await events.next() == nil)
    await channel.close()
    await reader.close()
  }

  @Test("Waiting for a card that does not come ends in time")
  func waiting() async throws {
    let bench = try await ReaderBench(CCIDReaderModel(faults: [.cardTaken(0)]))
    let reader = try await bench.readers.reader()
    let channel = try await reader.connect(within: .seconds(600))
    _ = try? await channel.transmit(try CommandAPDU(ins: 0xb0, expected: 4))
    await channel.close()
    let error = await #expect(throws: CardError.self) {
      try await reader.connect(within: .milliseconds(50))
    }
    #expect(error?.reason == .noCard)
    await reader.close()
  }

  @Test("The table names each model once")
  func table() {
    #expect(Set(ReaderTable.models.map(\.id)).count == ReaderTable.models.count)
    #expect(ReaderTable.card.models.count == ReaderTable.models.count)
  }
}
