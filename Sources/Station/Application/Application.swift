// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// One person's request for an identity card: what the desk knows before anything is captured.
public struct Application: Sendable, Hashable {
  /// What is asked for; article 24 of the Law on Identification 26/2023/QH15.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// "Cấp": the first card.
    case firstIssue = "first-issue"
    /// "Cấp đổi": a new card for changed data, for age, or on request.
    case exchange
    /// "Cấp lại": a new card for a lost or damaged one.
    case reissue = "re-issue"
  }

  /// A finger that cannot be captured, and why.
  public struct MissingFinger: Sendable, Hashable {
    /// The finger, one of the ten.
    public let finger: FingerPosition
    /// Why it cannot be captured.
    public let reason: Reason
    /// Words of the operator; empty for none.
    public let note: String

    /// Reasons of the application form; OSIA has the first two under the same names.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
      /// The finger does not exist.
      case amputated
      /// The finger cannot be presented for now.
      case bandaged
      /// The skin gives no ridges any more.
      case damaged
    }
  }

  /// Name of the application and of its record folder: letters, digits, `-`, `_` and `.`.
  public let id: String
  /// What is asked for.
  public let kind: Kind
  /// The person.
  public let applicant: Applicant
  /// Who acts for a child or a person without legal capacity.
  public let representative: Representative?
  /// At most one entry for each finger.
  public let missingFingers: [MissingFinger]
  /// Free words of the operator; empty for none.
  public let notes: String

  /// Longest id: it fits the transaction control number of ANSI/NIST-ITL (field 1.009, 48 letters).
  public static let maximumIDLength = 48

  /// The fingers that must be captured, in card order.
  public var presentFingers: [FingerPosition] {
    let missing = Set(missingFingers.map(\.finger))
    return FingerPosition.tenFingers.filter { !missing.contains($0) }
  }
}

/// Who acts for an applicant who cannot act alone.
public struct Representative: Sendable, Hashable {
  /// Name in full.
  public let fullName: String
  /// Such as mother, father or guardian.
  public let relationship: String
  /// 12 digits, when known.
  public let personalNumber: String?
}
