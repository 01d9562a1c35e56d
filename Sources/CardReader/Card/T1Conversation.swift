// SPDX-License-Identifier: Apache-2.0

/// T=1 from the reader's side (ISO/IEC 7816-3, clause 11.6): commands of any length go out in blocks,
/// answers are put together, lost or damaged blocks are asked for again.
struct T1Conversation: Sendable {
  /// Times that a block is asked for again before the numbers are started anew (rule 6.4).
  private static let mostRepetitions = 3
  /// Blocks that one answer may take: 65,538 bytes in blocks of 16, with room for extensions.
  private static let mostBlocks = 5000
  /// Most bytes of an answer: extended length and the status.
  private static let mostBytes = 65_538

  private let usesCRC: Bool
  /// Most data bytes of a block to the card.
  private(set) var blockSize: Int
  /// Number of the next data block to the card.
  private var sendNumber: UInt8 = 0
  /// Number that the card's next data block must have.
  private var awaitedNumber: UInt8 = 0
  private var repetitions = 0
  private var blocks = 0

  init(blockSize: Int, usesCRC: Bool) { (self.blockSize, self.usesCRC) = (blockSize, usesCRC) }

  /// Tells the card how long its blocks may be. A card that does not know the request keeps 32.
  mutating func announce(
    blockSize: Int, through carrier: any BlockCarrier
  ) async throws(CardError) {
    let size = UInt8(truncatingIfNeeded: min(max(blockSize, 1), 254))
    for _ in 0..<Self.mostRepetitions {
      let request = T1Block(.supervisory(.blockSize, isResponse: false), [size])
      let answer = try await swap(request, through: carrier)
      if answer?.kind == .supervisory(.blockSize, isResponse: true), answer?.data == [size] {
        return
      }
    }
  }

  /// Sends a command and gives the whole answer.
  mutating func exchange(
    _ command: [UInt8], through carrier: any BlockCarrier
  ) async throws(CardError) -> [UInt8] {
    blocks = 0
    var rest = command[...]
    while true {
      let piece = Array(rest.prefix(blockSize))
      rest = rest.dropFirst(piece.count)
      let block = T1Block(.information(number: sendNumber, more: !rest.isEmpty), piece)
      let answer = try await send(block, through: carrier)
      sendNumber ^= 1
      if case .information(_, let more) = answer.kind {
        guard rest.isEmpty else { throw .brokenBlocks }
        return try await collect(answer.data, more: more, through: carrier)
      }
      guard !rest.isEmpty else { throw .brokenBlocks }
    }
  }

  /// Takes the blocks of a chained answer, each of which is asked for.
  private mutating func collect(
    _ first: [UInt8], more: Bool, through carrier: any BlockCarrier
  ) async throws(CardError) -> [UInt8] {
    var (answer, more) = (first, more)
    while more {
      let request = T1Block(.ready(number: awaitedNumber, wasBad: false))
      let next = try await send(request, through: carrier)
      guard case .information(_, let goesOn) = next.kind else { throw .brokenBlocks }
      answer += next.data
      more = goesOn
      guard answer.count <= Self.mostBytes else { throw .brokenBlocks }
    }
    return answer
  }

  /// Sends one block until the answer that it is meant to bring is there: the card's next data block,
  /// or for a block with more to come the request for the next one.
  private mutating func send(
    _ block: T1Block, through carrier: any BlockCarrier
  ) async throws(CardError) -> T1Block {
    var (next, waiting) = (block, UInt8(1))
    repetitions = 0
    while true {
      let answer = try await swap(next, waiting: waiting, through: carrier)
      waiting = 1
      switch answer?.kind {
      case .information(let number, _) where number == awaitedNumber:
        awaitedNumber ^= 1
        return answer ?? block
      case .ready(let number, _) where block.isChained && number == block.number ^ 1:
        return answer ?? block
      case .ready(let number, _) where number == block.number || !block.isInformation:
        try await countRepetition(through: carrier)
        next = block
      case .supervisory(let asked, isResponse: false):
        (next, waiting) = try await reply(to: asked, answer?.data ?? [], through: carrier)
      case .supervisory, .information, .ready, nil:
        try await countRepetition(through: carrier)
        next = T1Block(.ready(number: awaitedNumber, wasBad: true))
      }
    }
  }

  /// What the card's request is answered with, and by how much its time grows.
  private mutating func reply(
    to asked: T1Block.Supervision, _ data: [UInt8], through carrier: any BlockCarrier
  ) async throws(CardError) -> (T1Block, UInt8) {
    let reply = T1Block(.supervisory(asked, isResponse: true), data)
    switch asked {
    case .moreTime: return (reply, max(data.first ?? 1, 1))
    case .blockSize:
      if let size = data.first, (1...254).contains(size) { blockSize = Int(size) }
      return (reply, 1)
    case .abort, .resynchronize:
      _ = try await swap(reply, through: carrier)
      throw .brokenBlocks
    }
  }

  /// Gives up after some repetitions; before that the numbers are started anew, for the next command.
  private mutating func countRepetition(
    through carrier: any BlockCarrier
  ) async throws(CardError) {
    repetitions += 1
    guard repetitions > Self.mostRepetitions else { return }
    for _ in 0..<Self.mostRepetitions {
      let request = T1Block(.supervisory(.resynchronize, isResponse: false))
      let answer = try await swap(request, through: carrier)
      if answer?.kind == .supervisory(.resynchronize, isResponse: true) { break }
    }
    (sendNumber, awaitedNumber) = (0, 0)
    throw .brokenBlocks
  }

  /// One block out, one in; nil when what came is none.
  private mutating func swap(
    _ block: T1Block, waiting: UInt8 = 1, through carrier: any BlockCarrier
  ) async throws(CardError) -> T1Block? {
    blocks += 1
    guard blocks <= Self.mostBlocks else { throw .brokenBlocks }
    let bytes = try await carrier.carry(block.bytes(usesCRC: usesCRC), waiting: waiting)
    return bytes.flatMap { try? T1Block(parsing: $0, usesCRC: usesCRC) }
  }
}

extension CardError {
  fileprivate static let brokenBlocks = CardError(
    .protocolBroken, doing: "exchanging blocks with the card")
}

extension T1Block {
  fileprivate var isInformation: Bool {
    if case .information = kind { true } else { false }
  }

  /// Whether more of the same command follows.
  fileprivate var isChained: Bool {
    if case .information(_, let more) = kind { more } else { false }
  }

  /// Number of a data block, or of the one that is asked for.
  fileprivate var number: UInt8 {
    switch kind {
    case .information(let number, _), .ready(let number, _): number
    case .supervisory: 0
    }
  }
}
