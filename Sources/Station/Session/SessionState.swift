// SPDX-License-Identifier: Apache-2.0

/// One applicant's session as a screen sees it, without pictures; JSON by `Codable`.
///
/// Texts of findings are in both languages, so that a screen switches without asking again.
public struct SessionState: Sendable, Hashable, Codable {
  /// The application's number: 1 to 36 letters, digits and hyphens. A file that was sent back keeps it.
  public let application: String
  /// Counts the commands that changed something; a screen that knows a smaller one loads anew.
  public internal(set) var revision = 0
  /// When the session was opened, RFC 3339 in UTC.
  public let openedAt: String
  /// Who opened it.
  public let officer: String
  /// What is applied for; nil as long as nobody has said.
  public internal(set) var request: RequestState?
  /// Which captures of fingers there will be.
  public internal(set) var profile: CaptureProfile
  /// `0-5`, `6-13` or `14+` on the day of the last command, in Viet Nam; nil without a birth date.
  public internal(set) var ageGroup: String?
  /// Where the session stands. It comes back to the same step after a crash.
  public internal(set) var step = SessionStep.person
  /// All steps in order.
  public internal(set) var steps: [StepState] = []
  /// Civil data, in the order of `PersonField`; fields without a value are left out.
  public internal(set) var person: [FieldState] = []
  /// What the chip said about itself; nil where none was read.
  public internal(set) var card: CardState?
  /// Who acts for the applicant.
  public internal(set) var representative: RepresentativeState?
  /// The electronic account that is asked for; nil where nobody was asked yet.
  public internal(set) var account: AccountState?
  /// Captures of fingers in the order of the procedure, extra ones last.
  public internal(set) var captures: [CaptureState] = []
  /// The right eye, then the left one; empty where none are asked for.
  public internal(set) var eyes: [EyeState] = []
  /// The face; nil where none is asked for.
  public internal(set) var portrait: PortraitState?
  /// What cannot be captured.
  public internal(set) var exceptions: [ExceptionState] = []
  /// Consent and signature.
  public internal(set) var signature: SignatureState?
  /// What an officer should look at or do, over all steps; made anew by every command.
  public internal(set) var findings: [SessionFinding] = []
  /// The four words, as of the last review; empty before.
  public internal(set) var checks: [CheckGroup] = []
  /// Commands that can be given now, by their names in `SessionCommand.Action`.
  public internal(set) var allowed: [String] = []
  /// Why and since when this file is here again; nil for a first one.
  public internal(set) var sentBack: SentBackState?
  /// How it ended; nil while it is open.
  public internal(set) var outcome: SessionOutcome?

  /// Captures, eyes and portrait that count below the limit.
  public var overrides: Int {
    captures.count { $0.status == .overridden } + eyes.count { $0.status == .overridden }
      + (portrait?.status == .overridden ? 1 : 0)
  }

  /// Whether a submission has nothing to wait for.
  public var isReady: Bool { outcome == nil && !findings.contains(where: \.blocks) }
}

/// What is applied for.
public struct RequestState: Sendable, Hashable, Codable {
  /// `FIRST_ISSUANCE`, `EXCHANGE` or `REISSUANCE`.
  public let procedure: String
  /// A code of the policy's grounds; nil where the procedure has none.
  public let ground: String?
}

/// The electronic identification account (Decree 69/2024/ND-CP).
public struct AccountState: Sendable, Hashable, Codable {
  /// 1 or 2; 0 where the applicant wants none.
  public let level: Int
  /// Mobile number; an account needs one.
  public let phone: String?
  /// E-mail address.
  public let email: String?
}

/// Consent and signature, of the applicant or the representative.
public struct SignatureState: Sendable, Hashable, Codable {
  /// Who signed: `applicant` or `representative`.
  public let signer: String
  /// How: `pad` (there is a picture), `paper` or `witnessed`, where nobody can write.
  public let manner: String
  /// RFC 3339.
  public let at: String
  /// Who saw it.
  public let officer: String
}

/// A file that came back.
public struct SentBackState: Sendable, Hashable, Codable {
  /// Code or words of the one who sent it.
  public let reason: String
  /// What is to be captured again: names of fingers, slaps, eyes, `portrait`; empty for everything.
  public let parts: [String]
  /// Id of the record that this one replaces; nil where none was sealed yet.
  public let previousRecord: String?
  /// Transaction control number of the same.
  public let previousControlNumber: String?
  /// Who sent it back.
  public let by: String
  /// When it was opened again, RFC 3339.
  public let at: String
}

/// How a session ended: one of the two is there.
public struct SessionOutcome: Sendable, Hashable, Codable {
  /// Sealed and in the outbox.
  public let submitted: SubmittedRecord?
  /// Closed without enrolment.
  public let notEnrolled: NotEnrolled?

  init(_ submitted: SubmittedRecord) { (self.submitted, notEnrolled) = (submitted, nil) }
  init(_ notEnrolled: NotEnrolled) { (submitted, self.notEnrolled) = (nil, notEnrolled) }

  /// Why a person on the list was not enrolled.
  public struct NotEnrolled: Sendable, Hashable, Codable {
    /// A code of the policy's `notEnrolledReasons`.
    public let reason: String
    /// The officer's words; may be empty.
    public let note: String
    /// Who closed the session.
    public let officer: String
    /// RFC 3339.
    public let at: String
  }
}

/// A sealed record; says nothing about the person.
public struct SubmittedRecord: Sendable, Hashable, Codable {
  /// UUID version 7, made once for a submission.
  public let record: String
  /// The application's number.
  public let application: String
  /// SHA-256 of the sealed bytes in 64 hexadecimal digits.
  public let sha256: String
  /// Bytes of the sealed record.
  public let size: Int
  /// RFC 3339.
  public let sealedAt: String
  /// The record that this one replaces.
  public let previousRecord: String?
  /// Transaction control number (1.009) of its ANSI/NIST-ITL file.
  public let controlNumber: String?

  /// Takes all parts.
  public init(
    record: String, application: String, sha256: String, size: Int, sealedAt: String,
    previousRecord: String? = nil, controlNumber: String? = nil
  ) {
    self.controlNumber = controlNumber
    (self.record, self.application, self.sha256) = (record, application, sha256)
    (self.size, self.sealedAt, self.previousRecord) = (size, sealedAt, previousRecord)
  }
}
