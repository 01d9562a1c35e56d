// SPDX-License-Identifier: Apache-2.0

/// Somebody who works at the station.
public struct Operator: Sendable, Hashable {
  /// What an operator may do.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Captures.
    case officer
    /// Captures, confirms exceptions, changes settings.
    case supervisor
  }

  /// The operator's id.
  public let id: OperatorID
  /// What the operator may do.
  public let role: Role
  /// The name on the screen; sealed on the disk.
  public let name: String
  /// The operator's own fingers, in whatever form the station compares; sealed on the disk. They serve to
  /// notice an operator's finger given as an applicant's.
  public let templates: [[UInt8]]

  /// Takes the parts; throws `store-invalid-value` for a name of none or more than 100 characters, and for
  /// more than 20 templates or ones of more than 64 KiB.
  public init(
    id: OperatorID, role: Role, name: String, templates: [[UInt8]] = []
  ) throws(StoreError) {
    guard (1...100).contains(name.count) else { throw .invalid("A name", "1 to 100 characters") }
    guard templates.count <= 20, templates.allSatisfy({ $0.count <= 64 << 10 }) else {
      throw .invalid("An operator's templates", "at most 20 of at most 64 KiB")
    }
    (self.id, self.role, self.name, self.templates) = (id, role, name, templates)
  }
}

/// What a wrong PIN leads to.
public struct Lockout: Sendable, Hashable {
  /// So many wrong PINs in a row are forgiven.
  public var tries = 5
  /// The first wait afterwards, in seconds; twice as long after each further wrong PIN.
  public var first = 30
  /// The longest wait, in seconds.
  public var longest = 15 * 60

  /// The defaults: 96 guesses a day at most, of a million PINs of six digits.
  public init() {}

  /// Seconds that an operator is locked after so many wrong PINs in a row; 0 while they are forgiven.
  public func wait(after failures: Int) -> Int {
    failures < tries ? 0 : min(first << min(failures - tries, 20), longest)
  }
}
