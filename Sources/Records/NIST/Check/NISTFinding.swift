// SPDX-License-Identifier: Apache-2.0

/// One thing that is wrong with an ANSI/NIST-ITL file.
public struct NISTFinding: Sendable, Hashable, Codable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
    /// The standard forbids it; other systems may refuse the file.
    case error
    /// Unusual, or asked for only by editions later than the file's own.
    case warning
  }

  /// How bad it is.
  public let severity: Severity
  /// Place of the record in the file, 1 for the first.
  public let record: Int
  /// Type of the record; nil when it could not be read.
  public let type: Int?
  /// Number of the field; nil when the record as a whole is meant.
  public let field: Int?
  /// What is wrong and what the standard asks for.
  public let message: String

  /// One line, such as `error: record 3, 14.013: FGP is 77; …`.
  public var description: String { "\(severity.rawValue): \(place): \(message)" }

  private var place: String {
    let name = "record \(record)"
    guard let type else { return name }
    return field.map { "\(name), \(type).\(padded($0, 3))" } ?? "\(name), type \(type)"
  }
}
