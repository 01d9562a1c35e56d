// SPDX-License-Identifier: Apache-2.0

public import Cryptography
public import Records

/// One sealed record on its way to the centre.
public struct OutboxEntry: Sendable, Hashable {
  /// Where a record is on its way.
  public enum State: Sendable, Hashable {
    /// To be sent.
    case queued
    /// Being sent.
    case sending
    /// To be sent again at that time; the code says what went wrong.
    case waiting(until: UTCTime, reason: ListCode)
    /// Set aside: the centre does not take it. Somebody has to look at it; the others go on.
    case refused(reason: ListCode)
    /// On a stick, which is not delivered; it is also still sent where there is a link.
    case exported(stick: String)
    /// The centre has it, and has signed for it.
    case delivered(at: UTCTime)

    /// The state's name, as in the database and in `--json`.
    public var name: String {
      switch self {
      case .queued: "queued"
      case .sending: "sending"
      case .waiting: "waiting"
      case .refused: "refused"
      case .exported: "exported"
      case .delivered: "delivered"
      }
    }
  }

  /// The record's id.
  public let id: RecordID
  /// SHA-256 of the sealed bytes.
  public let digest: Digest256
  /// Sealed bytes.
  public let size: Int
  /// When the station accepted it.
  public let accepted: UTCTime
  /// Where it is.
  public let state: State
  /// How often it was sent or tried to.
  public let attempts: Int
  /// The centre's receipt as it came.
  public let receipt: [UInt8]?
  /// Whether the sealed bytes are still here; they go some days after the receipt.
  public let isKept: Bool

  /// Whether it is to be sent at that time.
  public func isDue(at time: UTCTime) -> Bool {
    switch state {
    case .queued, .exported: true
    case .waiting(let until, _): until <= time
    case .sending, .refused, .delivered: false
    }
  }

  /// Whether the centre has signed for it.
  public var isDelivered: Bool {
    if case .delivered = state { true } else { false }
  }
}
