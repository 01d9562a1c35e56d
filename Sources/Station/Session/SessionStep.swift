// SPDX-License-Identifier: Apache-2.0

/// The steps of a session, in the order of the procedure.
public enum SessionStep: String, Sendable, Hashable, CaseIterable, Codable {
  /// Kind of application, civil data, electronic account.
  case person
  /// Who acts for a child.
  case representative
  /// Slaps, or single fingers of a bedside visit.
  case fingers
  /// Ten rolls.
  case rolls
  /// Both eyes.
  case eyes
  /// The face.
  case portrait
  /// Photograph and confirmation of everything that could not be captured.
  case exceptions
  /// Everything on one page.
  case review
  /// The applicant's or representative's consent and signature.
  case signature
  /// Sealed, or closed without enrolment.
  case done
}

/// How far a step is.
public struct StepState: Sendable, Hashable, Codable {
  /// What a step can be.
  public enum Status: String, Sendable, Hashable, CaseIterable, Codable {
    /// Something is still to be done; `SessionState.findings` says what.
    case open
    /// Nothing is left to do.
    case complete
    /// Profile, age or policy do not ask for it.
    case notNeeded = "not-needed"
    /// The law forbids it for this applicant.
    case forbidden
  }

  /// Which step.
  public let step: SessionStep
  /// How far it is.
  public let status: Status
}
