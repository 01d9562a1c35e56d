// SPDX-License-Identifier: Apache-2.0

import Cryptography
import FoundationEssentials
import GRDB
import Records
import Synchronization

/// Who works at this station and signs in with a PIN, and in which shift.
public final class OperatorList: Sendable {
  /// An operator as the sign-in screen shows it.
  public struct Summary: Sendable, Hashable {
    /// Who.
    public let id: OperatorID
    /// What the operator may do.
    public let role: Operator.Role
    /// Seconds until a PIN is taken again; 0 when one is taken now.
    public let lockedFor: Int
  }

  private let disk: StoreDisk
  private let seal: Seal?
  private let audit: AuditLog
  private let clock: StationClock
  private let lockout: Lockout
  private let cost: Int
  private let oneAtATime = Mutex(())

  /// `cost` is that of scrypt, for PINs set from now on.
  init(
    _ disk: StoreDisk, _ seal: Seal?, _ audit: AuditLog, clock: StationClock, lockout: Lockout,
    cost: Int
  ) {
    (self.disk, self.seal, self.audit, self.clock) = (disk, seal, audit, clock)
    (self.lockout, self.cost) = (lockout, cost)
  }

  /// Adds an operator, or sets an operator's PIN, role, name and fingers anew.
  public func set(_ person: Operator, pin: String) throws(StoreError) {
    let seal = try unlocked()
    let secret = try disk.files { try OperatorSecret(person, pin: pin, cost: cost) }
    try write(person, secret, seal, .operatorAdded)
  }

  /// Changes role, name and fingers; the PIN stays.
  public func change(_ person: Operator) throws(StoreError) {
    let seal = try unlocked()
    let old = try secret(person.id, seal)
    try write(person, OperatorSecret(old.secret, person), seal, .operatorChanged)
  }

  private func write(
    _ person: Operator, _ secret: OperatorSecret, _ seal: Seal, _ code: AuditEvent.Code
  ) throws(StoreError) {
    let number = try disk.write { database in
      let plain = try JSONEncoder().encode(secret)
      try database.execute(
        sql: """
          INSERT INTO operator(id, role, sealed) VALUES (?, ?, ?)
          ON CONFLICT(id) DO UPDATE SET role = excluded.role, sealed = excluded.sealed
          """,
        arguments: [
          person.id.description, person.role.rawValue,
          Bytes(try seal.seal(Array(plain), at: Self.place(person.id, person.role))),
        ])
      return try self.audit.append(AuditEvent(code, by: person.id), in: database)
    }
    try audit.signIfDue(after: number)
  }

  /// Takes an operator off the list. No operator of that id is as good.
  public func remove(_ id: OperatorID) throws(StoreError) {
    let number = try disk.write { database in
      try database.execute(
        sql: "DELETE FROM operator WHERE id = ?", arguments: [id.description])
      return try self.audit.append(AuditEvent(.operatorChanged, by: id), in: database)
    }
    try audit.signIfDue(after: number)
  }

  /// All operators by id.
  public func list() throws(StoreError) -> [Summary] {
    let now = clock.now.wall.secondsSince1970
    return try disk.read { database in
      try Row.fetchAll(database, sql: "SELECT id, role, locked FROM operator ORDER BY id")
        .compactMap { row in
          guard let id = OperatorID(try row.value("id")),
            let role = Operator.Role(rawValue: try row.value("role"))
          else { return nil }
          return Summary(
            id: id, role: role,
            lockedFor: Self.countdown(try row.value("locked"), now, self.lockout))
        }
    }
  }

  /// All operators with their names and fingers.
  public func all() throws(StoreError) -> [Operator] {
    let seal = try unlocked()
    return try list().map { summary throws(StoreError) in
      let kept = try secret(summary.id, seal)
      return try kept.secret.person(summary.id, kept.role)
    }
  }

  /// Signs an operator in. A wrong PIN counts before it is looked at, so that pulling the plug wins no
  /// further guess.
  ///
  /// Throws `sign-in-refused` for an unknown operator or a wrong PIN, `operator-locked` with the seconds to
  /// wait after too many wrong ones.
  public func signIn(_ id: OperatorID, pin: String) throws(StoreError) -> Operator {
    let seal = try unlocked()
    return try oneAtATime.withLock { _ throws(StoreError) in
      guard let kept = try? secret(id, seal) else { throw try refusal(id) }
      try countTry(id)
      let isRight = try disk.files { try kept.secret.opens(with: pin, of: id) }
      guard isRight else { throw try refusal(id) }
      try disk.write {
        try $0.execute(
          sql: "UPDATE operator SET failures = 0, locked = 0 WHERE id = ?",
          arguments: [id.description])
      }
      try audit.append(AuditEvent(.signedIn, by: id))
      try audit.signHead()
      return try kept.secret.person(id, kept.role)
    }
  }

  private func countTry(_ id: OperatorID) throws(StoreError) {
    let now = clock.now.wall.secondsSince1970
    let wait = try disk.write { database -> Int in
      let row = try Row.fetchOne(
        database, sql: "SELECT failures, locked FROM operator WHERE id = ?",
        arguments: [id.description])
      let wait = Self.countdown(row?["locked"] ?? 0, now, self.lockout)
      guard wait == 0 else { return wait }
      let failures = (row?["failures"] ?? 0) + 1
      try database.execute(
        sql: "UPDATE operator SET failures = ?, locked = ? WHERE id = ?",
        arguments: [failures, now + self.lockout.wait(after: failures), id.description])
      return 0
    }
    guard wait == 0 else {
      try audit.append(AuditEvent(.operatorLocked, by: id, count: wait))
      throw StoreError(
        .operatorLocked, "Too many wrong PINs. Wait \(wait) seconds, then try again.")
    }
  }

  /// A clock that was set back must not lock an operator for longer than the longest wait.
  private static func countdown(_ locked: Int, _ now: Int, _ lockout: Lockout) -> Int {
    min(max(0, locked - now), lockout.longest)
  }

  private func refusal(_ id: OperatorID) throws(StoreError) -> StoreError {
    try audit.append(AuditEvent(.signInRefused, by: id))
    return StoreError(.signInRefused, "Operator or PIN is wrong. Try again.")
  }

  private func secret(
    _ id: OperatorID, _ seal: Seal
  ) throws(StoreError) -> (secret: OperatorSecret, role: Operator.Role) {
    try disk.read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT * FROM operator WHERE id = ?", arguments: [id.description]),
        let role = Operator.Role(rawValue: try row.value("role"))
      else { throw StoreError.unknown("operator \(id)") }
      let plain = try seal.open(row.bytes("sealed"), at: Self.place(id, role))
      return (try JSONDecoder().decode(OperatorSecret.self, from: Bytes(plain)), role)
    }
  }

  /// The role is part of the place: an officer's row changed to a supervisor's does not open.
  private static func place(_ id: OperatorID, _ role: Operator.Role) -> String {
    "operator/\(id)/\(role.rawValue)"
  }

  private func unlocked() throws(StoreError) -> Seal {
    guard let seal else { throw .locked }
    return seal
  }
}
