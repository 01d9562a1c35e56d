// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// An application that cannot be enrolled as it is; the message names the field, never its value.
public struct ApplicationError: ExplainedError, Hashable {
  /// What is wrong, as scripts and tests know it.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The file is longer than any application.
    case tooLarge = "application-too-large"
    /// The file is not the JSON of an application.
    case malformed = "application-malformed"
    /// A required field is not there.
    case missingField = "missing-field"
    /// A field is there that no application has.
    case unknownField = "unknown-field"
    /// A field holds what it cannot hold.
    case invalidField = "invalid-field"
    /// The rules of enrolment forbid what was asked for.
    case notPermitted = "not-permitted"
  }

  /// What is wrong.
  public let kind: Kind
  /// Where in the file, such as `applicant.dateOfBirth`; empty when it is not about one field.
  public let field: String
  /// What was being done, what was found, what to do.
  public let message: String

  init(_ kind: Kind, field: String = "", _ message: String) {
    self.kind = kind
    self.field = field
    self.message = message
  }

  /// The kind in kebab-case.
  public var code: String { kind.rawValue }
}
