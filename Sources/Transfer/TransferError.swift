// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why a record could not be brought to the centre; never says what is in it.
public struct TransferError: ExplainedError, Hashable {
  /// What stood in the way; also the reason that the outbox keeps.
  public enum Reason: String, Sendable, CaseIterable {
    /// The address of the centre cannot be used.
    case badAddress = "centre-address"
    /// No connection: no network, wrong name, nobody there.
    case unreachable = "centre-unreachable"
    /// The connection was lost, or nothing came for too long.
    case linkLost = "link-lost"
    /// The centre's certificate is not the one that is pinned.
    case notTheCentre = "centre-certificate"
    /// The centre answers, but not now.
    case busy = "centre-busy"
    /// The answer breaks the protocol.
    case protocolBroken = "centre-answer"
    /// The centre refuses the record for good; `detail` says why.
    case refused = "centre-refused"
    /// The centre has another record of this id.
    case conflict = "record-conflict"
  }

  /// What stood in the way.
  public let reason: Reason
  /// The centre's own code for it, as `record-unsigned`; empty where it gave none.
  public let detail: String

  init(_ reason: Reason, detail: String = "") { (self.reason, self.detail) = (reason, detail) }

  /// Whether the centre would say the same again.
  public var isForGood: Bool { [.refused, .conflict].contains(reason) }

  /// The reason in kebab-case.
  public var code: String { reason.rawValue }

  /// What was found and what to do.
  public var message: String {
    switch reason {
    case .badAddress: "The centre's address must be http:// or https:// with a host; correct it."
    case .unreachable:
      "The centre cannot be reached. The records are safe here and will be sent when there is a link."
    case .linkLost: "The link to the centre was lost; sending goes on where it stopped."
    case .notTheCentre:
      "Whoever answers has not the centre's certificate. Nothing was sent. Check address and network, "
        + "and tell the office."
    case .busy: "The centre is busy; the record is sent again later."
    case .protocolBroken: "The centre's answer is not understood\(inBrackets); check the address."
    case .refused: "The centre refuses this record\(inBrackets). Ask the office what to do with it."
    case .conflict:
      "The centre has another record of this id. Tell the office; nothing was replaced."
    }
  }

  private var inBrackets: String { detail.isEmpty ? "" : " (\(detail))" }
}
