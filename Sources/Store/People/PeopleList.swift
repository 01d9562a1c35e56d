// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
public import Records

/// The day's list of people with their tickets. Older lists are cleared: a stolen kit knows one day at
/// most, and that sealed.
public final class PeopleList: Sendable {
  /// Most people on a day's list.
  public static let most = 5000

  private let disk: StoreDisk
  private let seal: Seal?
  private let audit: AuditLog

  init(_ disk: StoreDisk, _ seal: Seal?, _ audit: AuditLog) {
    (self.disk, self.seal, self.audit) = (disk, seal, audit)
  }

  /// Adds people to a day's list, all or none; gives their ticket numbers in the same order.
  @discardableResult public func add(
    _ people: [ListedPerson], on day: CalendarDate
  ) throws(StoreError) -> [Int] {
    let seal = try unlocked()
    let (tickets, number) = try disk.write { database in
      let last =
        try Int.fetchOne(
          database, sql: "SELECT max(ticket) FROM person WHERE day = ?",
          arguments: [day.description]) ?? 0
      guard people.count <= Self.most - last else {
        throw StoreError.invalid("A day's list", "at most \(Self.most) people")
      }
      let tickets = people.indices.map { last + 1 + $0 }
      for (ticket, person) in zip(tickets, people) {
        let plain = Array(try JSONEncoder().encode(person))
        try database.execute(
          sql: "INSERT INTO person(day, ticket, sealed, status) VALUES (?, ?, ?, 'waiting')",
          arguments: [
            day.description, ticket, Bytes(try seal.seal(plain, at: Self.place(day, ticket))),
          ])
      }
      let event = AuditEvent(.listImported, count: people.count)
      return (tickets, try self.audit.append(event, in: database))
    }
    try audit.signIfDue(after: number)
    return tickets
  }

  /// The people of a day by ticket; with a query only those that match it: beginnings of words of the name
  /// without regard to marks, part of the personal number, or the ticket number.
  public func search(
    _ query: String = "", on day: CalendarDate
  ) throws(StoreError) -> [QueueEntry] {
    let folded = asciiFold(query)
    let words = folded.split(separator: " ")
    return try entries(on: day).filter { entry in
      "\(entry.ticket)" == folded || entry.person.matches(words)
    }
  }

  private func entries(on day: CalendarDate) throws(StoreError) -> [QueueEntry] {
    let seal = try unlocked()
    return try disk.read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM person WHERE day = ? ORDER BY ticket",
        arguments: [day.description]
      ).map { row in
        let ticket: Int = try row.value("ticket")
        let plain = try seal.open(row.bytes("sealed"), at: Self.place(day, ticket))
        let person = try JSONDecoder().decode(ListedPerson.self, from: Bytes(plain))
        return QueueEntry(day: day, ticket: ticket, person: person, status: try .init(row))
      }
    }
  }

  /// Changes where a person stands. Throws `store-unknown-entry` when there is no such ticket.
  public func setStatus(
    _ status: QueueEntry.Status, of ticket: Int, on day: CalendarDate
  ) throws(StoreError) {
    let place = QueuePlace(day: day, ticket: ticket)
    try disk.write { database in
      guard try Self.set(status, at: place, in: database) else {
        throw StoreError.unknown("ticket \(ticket)")
      }
    }
  }

  /// Changes where a person stands, within a transaction; false where there is nobody of that ticket.
  @discardableResult static func set(
    _ status: QueueEntry.Status, at place: QueuePlace, in database: Database
  ) throws -> Bool {
    try database.execute(
      sql: "UPDATE person SET status = ?, reason = ?, record = ? WHERE day = ? AND ticket = ?",
      arguments: [
        status.name, status.reason?.description, status.record?.description,
        place.day.description, place.ticket,
      ])
    return database.changesCount == 1
  }

  /// Removes the lists of the days before; gives how many people were on them.
  @discardableResult public func clear(before day: CalendarDate) throws(StoreError) -> Int {
    let count = try disk.write { database in
      try database.execute(sql: "DELETE FROM person WHERE day < ?", arguments: [day.description])
      return database.changesCount
    }
    guard count > 0 else { return 0 }
    try disk.forgetRemoved()
    try audit.append(AuditEvent(.listCleared, count: count))
    return count
  }

  private static func place(_ day: CalendarDate, _ ticket: Int) -> String {
    "person/\(day)/\(ticket)"
  }

  private func unlocked() throws(StoreError) -> Seal {
    guard let seal else { throw .locked }
    return seal
  }
}

extension QueueEntry.Status {
  /// The state's name, as in the database.
  public var name: String {
    switch self {
    case .waiting: "waiting"
    case .called: "called"
    case .enrolled: "enrolled"
    case .notEnrolled: "not-enrolled"
    }
  }

  fileprivate var reason: ListCode? {
    if case .notEnrolled(let reason) = self { reason } else { nil }
  }

  fileprivate var record: RecordID? {
    if case .enrolled(let record) = self { record } else { nil }
  }

  fileprivate init(_ row: Row) throws {
    switch try row.value("status") as String {
    case "waiting": self = .waiting
    case "called": self = .called
    case "enrolled":
      guard let record = (row.optional("record") as String?).flatMap(RecordID.init(_:)) else {
        throw StoreError.damaged("A row of the day's list")
      }
      self = .enrolled(record)
    case "not-enrolled":
      self = .notEnrolled(
        reason: (row.optional("reason") as String?).flatMap(ListCode.init) ?? .unknown)
    default: throw StoreError.damaged("A row of the day's list")
    }
  }
}
