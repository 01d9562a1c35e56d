// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why a card could not be reached. What the card itself answers is no error here but a status.
public struct CardError: ExplainedError {
  /// What happened.
  public enum Reason: String, Sendable, CaseIterable {
    /// No reader is plugged in, or not the one asked for.
    case noReader = "no-reader"
    /// There is no card in the reader, or it was taken away.
    case noCard = "no-card"
    /// The reader is gone.
    case readerGone = "reader-gone"
    /// Another program holds the reader or the card.
    case busy = "reader-busy"
    /// The system does not let us.
    case notPermitted = "reader-not-permitted"
    /// The card does not answer, or not in time.
    case mute = "card-mute"
    /// What reader or card sent breaks the protocol.
    case protocolBroken = "card-protocol"
    /// The command or its answer is longer than reader and card can carry.
    case apduTooLong = "apdu-too-long"
    /// An answer without status bytes.
    case shortAnswer = "short-answer"
    /// The reader cannot do what was asked.
    case notSupported = "reader-not-supported"
    /// It was given up: its task was cancelled.
    case cancelled = "card-cancelled"
    /// The channel was closed before.
    case closed = "card-closed"
  }

  /// What happened.
  public let reason: Reason
  /// What was being done, without personal data.
  public let doing: String
  /// The error of the layer below.
  public let cause: (any Error)?

  /// Takes what happened and what was being done, such as "powering the card".
  public init(_ reason: Reason, doing: String, cause: (any Error)? = nil) {
    (self.reason, self.doing, self.cause) = (reason, doing, cause)
  }

  /// The reason in kebab-case.
  public var code: String { reason.rawValue }

  /// What was being done, what was found, what to do.
  public var message: String { "While \(doing): \(explanation)." }

  private var explanation: String {
    switch reason {
    case .noReader: "no such reader; plug it in and see `sinhtrac devices`"
    case .noCard: "no card in the reader; lay the card on it and keep it there"
    case .readerGone: "the reader is gone; plug it in again"
    case .busy: "another program uses the reader; close it, see `sinhtrac doctor`"
    case .notPermitted: "no permission; see `sinhtrac doctor`"
    case .mute: "the card does not answer; lay it down again"
    case .protocolBroken: "what came breaks the protocol; try again or use another reader"
    case .apduTooLong: "too long for this reader and card"
    case .shortAnswer: "the answer has no status; try again"
    case .notSupported: "the reader cannot do this; use another one"
    case .cancelled: "it was given up"
    case .closed: "the connection to the card was closed"
    }
  }
}
