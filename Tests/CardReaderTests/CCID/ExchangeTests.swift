// SPDX-License-Identifier: Apache-2.0

import CardReader
import ReaderModels
import Testing
import USB

@Suite("Commands through a CCID reader")
struct ExchangeTests {
  /// Commands of all four cases, as long as the short form allows.
  static let short: [(data: Int, expected: Int?)] = [
    (0, 1), (0, 256), (5, 8), (255, 256), (200, 1),
  ]
  /// Commands that only the extended form can hold.
  static let long: [(data: Int, expected: Int?)] = [
    (0, 257), (300, 1), (2000, 3000), (0, 65_536), (65_535, 65_536),
  ]

  private func command(_ data: Int, _ expected: Int?) throws -> CommandAPDU {
    let bytes = (0..<data).map { UInt8(truncatingIfNeeded: $0 &* 5 &+ 1) }
    return try CommandAPDU(ins: 0xb0, p1: 1, p2: 2, data: bytes, expected: expected)
  }

  private func exchange(
    _ build: CCIDReaderModel.Build, _ sizes: [(data: Int, expected: Int?)]
  ) async throws {
    let bench = try await ReaderBench(CCIDReaderModel(build))
    let channel = try await bench.readers.open()
    for (index, size) in sizes.enumerated() {
      let command = try command(size.data, size.expected)
      #expect(try await channel.echoes(command, count: UInt8(index + 1)), "\(size)")
    }
    await channel.close()
  }

  @Test(
    "Every level carries commands of the short form",
    arguments: [
      CCIDReaderModel.Build(.extended), CCIDReaderModel.Build(.short),
      CCIDReaderModel.Build(.blocks), CCIDReaderModel.Build(.blocks, isT1: false),
    ])
  func shortCommands(_ build: CCIDReaderModel.Build) async throws {
    try await exchange(build, Self.short)
  }

  @Test(
    "Long commands go in one message, in parts or in blocks, by what fits",
    arguments: [
      (522, 254), (271, 254), (65_546, 254), (1034, 32), (300, 1),
    ])
  func longCommands(_ message: Int, _ block: Int) async throws {
    var extended = CCIDReaderModel.Build(.extended)
    extended.longestMessage = message
    try await exchange(extended, Self.long)
    var blocks = CCIDReaderModel.Build(.blocks)
    blocks.blockSize = UInt8(block)
    // A block of one byte makes 65,535 exchanges, more than a command may take.
    try await exchange(blocks, block == 1 ? Self.short : Self.long)
  }

  @Test(
    "What a reader cannot carry is refused before it is sent",
    arguments: [
      CCIDReaderModel.Build(.short), CCIDReaderModel.Build(.blocks, isT1: false),
    ])
  func tooLong(_ build: CCIDReaderModel.Build) async throws {
    let bench = try await ReaderBench(CCIDReaderModel(build))
    let channel = try await bench.readers.open()
    #expect(!channel.abilities.takesExtended)
    #expect(channel.abilities.longestCommand == 261 && channel.abilities.longestAnswer == 258)
    let before = bench.device.transferCount
    let error = await #expect(throws: CardError.self) {
      try await channel.transmit(try command(300, 1))
    }
    #expect(error?.reason == .apduTooLong)
    #expect(bench.device.transferCount == before)
    #expect(try await channel.echoes(try command(3, 4), count: 1))
    await channel.close()
  }

  @Test("A reader that works character by character is refused in words")
  func characters() async throws {
    let bench = try await ReaderBench(CCIDReaderModel(.init(.character)))
    let error = await #expect(throws: CardError.self) { try await bench.readers.open() }
    #expect(error?.reason == .notSupported)
    #expect(error?.message.contains("character") == true)
  }

  @Test("Descriptors in the wrong place and makers' own classes are understood")
  func oddDescriptors() async throws {
    for (isTwin, isLast, hasInterrupt) in [
      (true, false, true), (false, true, false), (true, true, true),
    ] {
      var build = CCIDReaderModel.Build(.extended)
      (build.isTwin, build.isDescriptorLast, build.hasInterrupt) = (isTwin, isLast, hasInterrupt)
      try await exchange(build, [(3, 20)])
    }
  }

  @Test("Commands that are sent at once are carried out one after the other")
  func concurrency() async throws {
    let bench = try await ReaderBench(CCIDReaderModel(.init(.blocks)))
    let channel = try await bench.readers.open()
    let counts = try await withThrowingTaskGroup(of: UInt8.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await channel.transmit(CommandAPDU(ins: 0xb0, expected: 300)).data.first ?? 0
        }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(counts == Set(1...20))
    await channel.close()
  }

  @Test("A closed connection says so, and the reader can be opened again")
  func closing() async throws {
    let bench = try await ReaderBench(CCIDReaderModel())
    let channel = try await bench.readers.open()
    let busy = await #expect(throws: CardError.self) { try await bench.readers.open() }
    #expect(busy?.reason == .busy)
    await channel.close()
    await channel.close()
    let error = await #expect(throws: CardError.self) {
      try await channel.transmit(try command(0, 4))
    }
    #expect(error?.reason == .closed)
    let second = try await bench.readers.open()
    #expect(try await second.echoes(try command(0, 4), count: 1))
    await second.close()
  }
}
