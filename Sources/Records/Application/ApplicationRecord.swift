// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// One person's application: who applies for what, and the captures that go with it.
///
/// It is the value that the station fills and the record formats are made from; it checks itself
/// when it is made, so that every ApplicationRecord can be written.
public struct ApplicationRecord: Sendable, Hashable {
  /// Identifies the application and names its folder: 1 to 36 letters, digits and hyphens.
  public let id: String
  /// What is applied for.
  public let kind: ApplicationKind
  /// The day of the application, in local time.
  public let date: CalendarDate
  /// Who applies.
  public let applicant: Applicant
  /// Accepted finger images, in the order of their position codes.
  public let captures: [FingerCapture]
  /// Fingers that could not be captured, in the same order.
  public let missing: [MissingFinger]
  /// Accepted iris images, the right eye first; empty where none were taken.
  public let eyes: [EyeCapture]
  /// Eyes that could not be captured, in the same order.
  public let missingEyes: [MissingEye]
  /// The portrait; nil where none was taken.
  public let portrait: FaceCapture?
  /// How the record came about; nil where no session made it.
  public let account: EnrolmentAccount?
  /// Photographs and signatures that go along, by file name.
  public let documents: [RecordPart]

  /// Below this age the law forbids taking biometrics (Law 26/2023/QH15, article 23).
  public static let minimumCaptureAge = 6
  /// Below this age a legal representative acts (articles 19 and 23).
  public static let ownApplicationAge = 14

  /// Takes the parts in any order.
  ///
  /// Throws `application-id`, `finger-twice` (two captures of one position, or a finger declared
  /// missing twice), `finger-present-and-missing`, `finger-unaccounted` (a slap's finger neither
  /// segmented nor missing), `eye-twice`, `eye-unknown`, `eye-present-and-missing` or
  /// `eye-unaccounted` (one eye is captured or missing, and nothing is said of the other),
  /// `under-age` (captures of a child under 6), `no-representative` (an applicant under 14 without
  /// one) or `document-name` (a document's name is no plain file name, or there twice).
  public init(
    id: String, kind: ApplicationKind, date: CalendarDate, applicant: Applicant,
    captures: [FingerCapture], missing: [MissingFinger] = [], eyes: [EyeCapture] = [],
    missingEyes: [MissingEye] = [], portrait: FaceCapture? = nil,
    account: EnrolmentAccount? = nil, documents: [RecordPart] = []
  ) throws(RecordError) {
    self.portrait = portrait
    self.account = account
    self.documents = documents.sorted { $0.name < $1.name }
    self.id = id
    self.kind = kind
    self.date = date
    self.applicant = applicant
    self.captures = captures.sorted { $0.position.rawValue < $1.position.rawValue }
    self.missing = missing.sorted { $0.finger.rawValue < $1.finger.rawValue }
    self.eyes = eyes.sorted { $0.label.rawValue < $1.label.rawValue }
    self.missingEyes = missingEyes.sorted { $0.label.rawValue < $1.label.rawValue }
    try checkIdentity()
    try checkAge()
    try checkFingers()
    try checkSlaps()
    try checkEyes()
    try checkDocuments()
  }

  /// The applicant's age group on the day of the application.
  public var ageGroup: AgeGroup { AgeGroup(age: applicant.birthDate.age(on: date)) }

  /// Single fingers that are neither captured nor declared missing.
  ///
  /// Not an error here: whether all ten are asked for is the station's policy.
  public var unaccountedFingers: [FingerPosition] {
    let known = Set(captures.flatMap(\.fingers) + missing.map(\.finger))
    return FingerPosition.tenFingers.filter { !known.contains($0) }
  }
}

/// What is applied for (Law 26/2023/QH15, article 24); raw values are used in the manifest.
public struct ApplicationKind: Sendable, Hashable {
  /// The three procedures.
  public enum Procedure: String, Sendable, Hashable, CaseIterable {
    /// cấp: the first card.
    case firstIssuance = "FIRST_ISSUANCE"
    /// cấp đổi: another card for a valid one.
    case exchange = "EXCHANGE"
    /// cấp lại: a new card for one lost or damaged.
    case reissuance = "REISSUANCE"
  }

  /// Which procedure.
  public let procedure: Procedure
  /// Why, as a code of the office's own list; nil where none is asked for.
  public let reason: String?

  /// Throws `civil-data` when the reason is empty, too long or holds control characters.
  public init(_ procedure: Procedure, reason: String? = nil) throws(RecordError) {
    self.procedure = procedure
    self.reason = try civilText(reason, "reason")
  }
}

/// The three groups the law tells apart; raw values are used in the record.
public enum AgeGroup: String, Sendable, Hashable, CaseIterable {
  case underSix = "0-5"
  case sixToThirteen = "6-13"
  case fourteenAndOver = "14+"

  /// Takes an age in completed years.
  public init(age: Int) {
    self =
      age < ApplicationRecord.minimumCaptureAge
      ? .underSix : age < ApplicationRecord.ownApplicationAge ? .sixToThirteen : .fourteenAndOver
  }
}
