// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Records

/// One person's request for an identity card: what the desk knows before anything is captured.
public struct Application: Sendable, Hashable {
  /// Name of the application and of its record folder, as `ApplicationRecord` takes it.
  public let id: String
  /// What is applied for.
  public let kind: ApplicationKind
  /// The person.
  public let applicant: Applicant
  /// Fingers that cannot be captured, at most one entry for each.
  public let missing: [MissingFinger]
  /// Eyes that cannot be captured, at most one entry for each.
  public let missingEyes: [MissingEye]
  /// What goes with those fingers and eyes: a station's session asks for it.
  public var proofs: [BodyPart: ExceptionProof] = [:]
  /// Who confirms the exceptions, somebody else than who captures; nil where nobody is named.
  public var supervisor: String?

  /// The fingers that must be captured, in card order.
  public var presentFingers: [FingerPosition] {
    let absent = Set(missing.map(\.finger))
    return FingerPosition.tenFingers.filter { !absent.contains($0) }
  }

  /// The eyes that are to be captured, the right one first.
  public var presentEyes: [EyeLabel] {
    EyeLabel.both.filter { eye in !missingEyes.contains { $0.label == eye } }
  }

  /// The record of this application with its captures, taken on `day`.
  ///
  /// Throws what `ApplicationRecord` throws.
  public func record(
    with captures: [FingerCapture], eyes: [EyeCapture] = [], on day: CalendarDate
  ) throws(RecordError) -> ApplicationRecord {
    try ApplicationRecord(
      id: id, kind: kind, date: day, applicant: applicant, captures: captures, missing: missing,
      eyes: eyes, missingEyes: missingEyes)
  }
}

/// What an application says about a finger or eye that cannot be captured, beside the reason.
public struct ExceptionProof: Sendable, Hashable {
  /// The officer's words; nil where there are none.
  public let remark: String?
  /// Name of the photograph's file, which lies beside the application; nil where there is none.
  public let photo: String?
}
