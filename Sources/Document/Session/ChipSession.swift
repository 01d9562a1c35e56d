// SPDX-License-Identifier: Apache-2.0

public import CardReader

/// The talk with one chip, plain at first, protected once a protocol agreed on keys.
///
/// A wrong MAC, or an answer without protection where there should be one, ends the session at once:
/// every further command throws, until the chip is opened anew.
public struct ChipSession: Sendable {
  /// The card.
  public let channel: any CardChannel
  /// The protection; nil while the talk is plain.
  public private(set) var messaging: SecureMessaging?
  /// Commands sent so far.
  public private(set) var commandCount = 0
  private let mostCommands: Int
  private var isOver = false

  /// A plain talk of at most so many commands, after which `document-too-large` is thrown.
  public init(_ channel: any CardChannel, mostCommands: Int = .max) {
    (self.channel, self.mostCommands) = (channel, mostCommands)
  }

  /// Protects everything from the next command on.
  public mutating func protect(with messaging: SecureMessaging) { self.messaging = messaging }

  /// Sends a command, protected where keys are agreed on, and gives the answer without protection.
  ///
  /// Throws `document-link-lost` and `document-session-lost`; status words are answers.
  public mutating func send(
    _ command: CommandAPDU, doing: String
  ) async throws(DocumentError) -> ResponseAPDU {
    guard !isOver else { throw DocumentError(.sessionLost, doing: doing) }
    guard commandCount < mostCommands else { throw DocumentError(.tooLarge, doing: doing) }
    do {
      return try await exchange(command)
    } catch {
      isOver = true
      messaging = nil
      throw DocumentError(error, doing: doing)
    }
  }

  /// As `send`, but any other status than 9000 throws `document-refused`.
  public mutating func ask(
    _ command: CommandAPDU, doing: String
  ) async throws(DocumentError) -> [UInt8] {
    let answer = try await send(command, doing: doing)
    guard answer.isSuccess else {
      throw DocumentError(.refused, doing: doing, status: answer.status)
    }
    return answer.data
  }

  private mutating func exchange(_ command: CommandAPDU) async throws -> ResponseAPDU {
    guard var messaging else {
      commandCount += 1
      return try await channel.transmit(command)
    }
    let protected = try messaging.protect(command)
    commandCount += 1
    let answer = try await channel.transmit(protected)
    // An error outside the protection means that the chip forgot the session.
    guard !answer.data.isEmpty else {
      throw DocumentError(
        .sessionLost, doing: "awaiting a protected answer", status: answer.status)
    }
    let plain = try messaging.unprotect(answer)
    self.messaging = messaging
    return plain
  }
}
