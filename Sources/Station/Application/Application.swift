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

  /// The fingers that must be captured, in card order.
  public var presentFingers: [FingerPosition] {
    let absent = Set(missing.map(\.finger))
    return FingerPosition.tenFingers.filter { !absent.contains($0) }
  }

  /// The record of this application with its captures, taken on `day`.
  ///
  /// Throws what `ApplicationRecord` throws.
  public func record(
    with captures: [FingerCapture], on day: CalendarDate
  ) throws(RecordError) -> ApplicationRecord {
    try ApplicationRecord(
      id: id, kind: kind, date: day, applicant: applicant, captures: captures, missing: missing)
  }
}
