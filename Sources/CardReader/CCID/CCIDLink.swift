// SPDX-License-Identifier: Apache-2.0

import USB

/// Talks to a reader: one command, and its answer picked out of what comes.
///
/// Every wait has an end: a time limit for silence, one for all extensions together, and a number of
/// messages that may be dropped.
actor CCIDLink {
  /// Answers to earlier commands that may be dropped before one of ours.
  private static let mostStale = 16
  /// Extensions of one answer; a card that asks ten times a second reaches the time limit first.
  private static let mostExtensions = 1000
  /// Milliseconds that a card may take for one answer with all extensions. Real cards stay under 10 s
  /// in the slowest step of the access protocols.
  private static let longestAnswer = 60_000
  /// Milliseconds for a message to be taken by the reader.
  private static let writeLimit = 5000

  nonisolated let interface: CCIDInterface
  private let transport: any Transport
  private let settings: CardReaderSettings
  private let queue = CommandQueue()
  private var number: UInt8 = 0

  init(_ transport: any Transport, _ interface: CCIDInterface, _ settings: CardReaderSettings) {
    (self.transport, self.interface, self.settings) = (transport, interface, settings)
  }

  /// Sends a command to a slot and gives the answer, good or bad, that came within so many
  /// milliseconds of silence. After a failure on the way the reader is put in order again.
  func ask(
    _ command: CCIDCommand, slot: UInt8, within limit: Int, doing: String
  ) async throws(CardError) -> CCIDAnswer {
    try await queue.run { () throws(CardError) in
      do throws(USBError) {
        return try await self.attempt(command, slot: slot, within: limit)
      } catch {
        if error.reason != .disconnected, error.reason != .cancelled { await self.recover(slot) }
        throw CardError(error, doing: doing)
      }
    }
  }

  private func attempt(
    _ command: CCIDCommand, slot: UInt8, within limit: Int
  ) async throws(USBError) -> CCIDAnswer {
    number &+= 1
    try await write(command.bytes(slot: slot, number: number))
    let clock = ContinuousClock()
    let end = clock.now + settings.milliseconds(Self.longestAnswer)
    var (silence, stale, extensions) = (limit, 0, 0)
    while stale < Self.mostStale, extensions < Self.mostExtensions, clock.now < end {
      let window = min(settings.milliseconds(silence), clock.now.duration(to: end))
      let answer = try await read(within: window)
      guard answer.slot == slot, answer.number == number else {
        stale += 1
        continue
      }
      guard answer.outcome == .moreTime else { return answer }
      silence = limit * max(Int(answer.error), 1)
      extensions += 1
    }
    let isLate = stale < Self.mostStale
    throw USBError(isLate ? .timeout : .wire, doing: "waiting for the reader's answer")
  }

  /// A halt of the command endpoint is ended, and the message sent once more: it was not taken.
  private func write(_ bytes: [UInt8]) async throws(USBError) {
    let limit = settings.milliseconds(Self.writeLimit)
    do throws(USBError) {
      try await transport.write(interface.output, bytes, timeout: limit)
    } catch {
      guard error.reason == .stall else { throw error }
      try await transport.clearHalt(interface.output)
      try await transport.write(interface.output, bytes, timeout: limit)
    }
  }

  private func read(within window: Duration) async throws(USBError) -> CCIDAnswer {
    let bytes: [UInt8]
    do throws(USBError) {
      bytes = try await transport.read(
        interface.input, count: interface.readSize, timeout: window)
    } catch {
      // A message that fills its last packet must be followed by an empty one, which some readers
      // leave out: then all of it is here, and the transfer waits in vain.
      guard error.reason == .timeout, let whole = try? CCIDAnswer(parsing: error.partial) else {
        throw error
      }
      return whole
    }
    guard let answer = try? CCIDAnswer(parsing: bytes) else {
      throw USBError(.wire, doing: "reading the reader's answer")
    }
    return answer
  }

  /// Ends halts and asks for the status, so that the reader has forgotten the last command.
  private func recover(_ slot: UInt8) async {
    try? await transport.clearHalt(interface.output)
    try? await transport.clearHalt(interface.input)
    number &+= 1
    let command = CCIDCommand(.slotStatus).bytes(slot: slot, number: number)
    guard (try? await write(command)) != nil else { return }
    for _ in 0..<Self.mostStale {
      let answer = try? await read(within: settings.milliseconds(1000))
      guard let answer, answer.number != number else { return }
    }
  }
}
