// SPDX-License-Identifier: Apache-2.0

/// What a session says about how a record came about: who did what, where each value comes from, what
/// was tried, excepted and accepted. It goes into the manifest as it is.
public struct EnrolmentAccount: Sendable, Hashable, Codable {
  /// Id of this record, a UUID.
  public var record: String
  /// Id of the record that this one replaces.
  public var previousRecord: String?
  /// Transaction control number (1.009) of that record, which 1.010 of this one refers to.
  public var previousControlNumber: String?
  /// When the session was opened, RFC 3339.
  public var openedAt: String
  /// Who opened it.
  public var officer: String
  /// Captures of fingers that were asked for: `442`, `442+10` or `single`.
  public var profile: String
  /// Where each value of the civil data comes from.
  public var values: [ValueOrigin] = []
  /// Who acts for the applicant.
  public var representative: Representative?
  /// The electronic account that is asked for.
  public var account: Account?
  /// Every presentation of finger, eye and face.
  public var attempts: [Attempt] = []
  /// What could not be captured.
  public var exceptions: [Exception] = []
  /// What was accepted below its limit.
  public var overrides: [Override] = []
  /// Consent and signature.
  public var consent: Consent?
  /// The checks of the review, by word.
  public var checks: [Check] = []

  /// Takes what every session has.
  public init(record: String, openedAt: String, officer: String, profile: String) {
    (self.record, self.openedAt) = (record, openedAt)
    (self.officer, self.profile) = (officer, profile)
  }

  /// Where one value comes from.
  public struct ValueOrigin: Sendable, Hashable, Codable {
    /// Name of the field.
    public let field: String
    /// `chip`, `qr`, `typed` or `mrz`.
    public let source: String
    /// RFC 3339.
    public let at: String
    /// Who read or typed it.
    public let officer: String
    /// Other sources that say something else.
    public let differing: [String]
    /// Who decided between them.
    public let decidedBy: String?

    /// Takes all parts.
    public init(
      field: String, source: String, at: String, officer: String, differing: [String],
      decidedBy: String?
    ) {
      (self.field, self.source, self.at) = (field, source, at)
      (self.officer, self.differing, self.decidedBy) = (officer, differing, decidedBy)
    }
  }

  /// Who acts for the applicant.
  public struct Representative: Sendable, Hashable, Codable {
    /// All parts in Vietnamese order.
    public let fullName: String
    /// 12 digits.
    public let personalNumber: String?
    /// In the office's words.
    public let relation: String
    /// Whether the representative consents.
    public let consents: Bool
    /// RFC 3339.
    public let at: String

    /// Takes all parts.
    public init(
      fullName: String, personalNumber: String?, relation: String, consents: Bool, at: String
    ) {
      (self.fullName, self.personalNumber) = (fullName, personalNumber)
      (self.relation, self.consents, self.at) = (relation, consents, at)
    }
  }

  /// The electronic account.
  public struct Account: Sendable, Hashable, Codable {
    /// 0 for none, 1 or 2.
    public let level: Int
    /// Mobile number.
    public let phone: String?
    /// E-mail address.
    public let email: String?

    /// Takes all parts.
    public init(level: Int, phone: String?, email: String?) {
      (self.level, self.phone, self.email) = (level, phone, email)
    }
  }

  /// One presentation.
  public struct Attempt: Sendable, Hashable, Codable {
    /// Finger, slap, eye or `portrait`.
    public let part: String
    /// 1 for the first.
    public let number: Int
    /// RFC 3339.
    public let at: String
    /// 0...100.
    public let score: Int?
    /// Codes of why it should be taken again.
    public let reasons: [String]
    /// Whether it is the one in the record.
    public let isKept: Bool

    /// Takes all parts.
    public init(
      part: String, number: Int, at: String, score: Int?, reasons: [String], isKept: Bool
    ) {
      (self.part, self.number, self.at) = (part, number, at)
      (self.score, self.reasons, self.isKept) = (score, reasons, isKept)
    }
  }

  /// What could not be captured.
  public struct Exception: Sendable, Hashable, Codable {
    /// Finger or eye.
    public let part: String
    /// `missing`, `bandaged` or `unable`.
    public let reason: String
    /// The officer's words.
    public let remark: String
    /// The file of its photograph.
    public let photo: String?
    /// Who declared it.
    public let officer: String
    /// Who confirmed it.
    public let supervisor: String?

    /// Takes all parts.
    public init(
      part: String, reason: String, remark: String, photo: String?, officer: String,
      supervisor: String?
    ) {
      (self.part, self.reason, self.remark) = (part, reason, remark)
      (self.photo, self.officer, self.supervisor) = (photo, officer, supervisor)
    }
  }

  /// What was accepted below its limit.
  public struct Override: Sendable, Hashable, Codable {
    /// Finger, slap, eye or `portrait`.
    public let part: String
    /// A code of the office's list.
    public let reason: String
    /// The officer's words.
    public let note: String
    /// Who accepted it.
    public let officer: String
    /// Who confirmed it, where somebody had to.
    public let supervisor: String?

    /// Takes all parts.
    public init(part: String, reason: String, note: String, officer: String, supervisor: String?) {
      (self.part, self.reason, self.note) = (part, reason, note)
      (self.officer, self.supervisor) = (officer, supervisor)
    }
  }

  /// Consent and signature.
  public struct Consent: Sendable, Hashable, Codable {
    /// `applicant` or `representative`.
    public let signer: String
    /// `pad`, `paper` or `witnessed`.
    public let manner: String
    /// The file of the signature's picture.
    public let picture: String?
    /// RFC 3339.
    public let at: String
    /// Who saw it.
    public let officer: String

    /// Takes all parts.
    public init(signer: String, manner: String, picture: String?, at: String, officer: String) {
      (self.signer, self.manner, self.picture) = (signer, manner, picture)
      (self.at, self.officer) = (at, officer)
    }
  }

  /// One check of the review.
  public struct Check: Sendable, Hashable, Codable {
    /// `dung`, `du`, `sach` or `song`.
    public let word: String
    /// Name of the check.
    public let name: String
    /// Whether it holds.
    public let isGood: Bool

    /// Takes all parts.
    public init(word: String, name: String, isGood: Bool) {
      (self.word, self.name, self.isGood) = (word, name, isGood)
    }
  }
}
