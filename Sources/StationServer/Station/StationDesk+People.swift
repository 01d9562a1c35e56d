// SPDX-License-Identifier: Apache-2.0

import Records
import Station
public import Store

/// The day's list, and applications that are opened from it.
extension StationDesk {
  private struct Entry: Encodable {
    let id: String
    let ticket: Int?
    let fullName: String
    let dateOfBirth: String
    let personalNumber: String?
    let ageGroup: String?
    let status: String
  }

  private struct List: Encodable {
    let day: String
    let items: [Entry]
  }

  /// Today's list, and the drafts of people who are not on it.
  public func people(matching text: String) async throws -> JSONText {
    let day = try today()
    let drafts = Set(try store.drafts.list().map(\.id))
    var items = try store.people.search(text, on: day).map { entry in
      let id = number(of: entry.ticket, on: day)
      return Entry(
        id: id, ticket: entry.ticket, fullName: entry.person.name,
        dateOfBirth: entry.person.birthDate, personalNumber: entry.person.personalNumber,
        ageGroup: BirthDate(entry.person.birthDate).map { AgeGroup(age: $0.age(on: day)).rawValue },
        status: Self.status(entry.status, hasDraft: drafts.contains(id)))
    }
    let listed = Set(items.map(\.id))
    for id in drafts where isUnlisted(id) && !listed.contains(id) && text.isEmpty {
      items.append(try await unlisted(id))
    }
    return try JSONText(List(day: day.description, items: items))
  }

  private static func status(_ status: QueueEntry.Status, hasDraft: Bool) -> String {
    switch status {
    case .enrolled: "done"
    case .notEnrolled: "not-enrolled"
    case .waiting, .called: hasDraft ? "draft" : "waiting"
    }
  }

  /// An application of somebody who is not on the list; its name is in the draft.
  private func unlisted(_ id: String) async throws -> Entry {
    let state = try await sessions.session(id, by: "list").state
    let value = { (field: PersonField) in
      state.person.first { $0.field == field }?.chosen.value
    }
    let status =
      state.outcome.map { $0.submitted == nil ? "not-enrolled" : "done" } ?? "draft"
    return Entry(
      id: id, ticket: nil, fullName: value(.fullName) ?? id,
      dateOfBirth: value(.dateOfBirth) ?? "", personalNumber: value(.personalNumber),
      ageGroup: state.ageGroup, status: status)
  }

  /// Opens or takes up an application. Throws `limit-reached` while a limit of the store stops it.
  public func open(_ id: String?, by officer: Officer) async throws -> JSONText {
    if let stop = try store.findings().first(where: \.stops) {
      throw WebError(409, "limit-reached", stop.message)
    }
    let id = try id ?? freshNumber()
    let session = try await sessions.session(id, by: officer.name, isNew: true)
    if await session.state.revision == 0, let listed = place.listed(id) {
      try await prefill(session, listed, officer.name)
    }
    if let training = source as? TrainingDevices { await training.prepare(for: id) }
    return try JSONText(await session.state)
  }

  /// What the list knows is typed for the officer, and shown as typed.
  private func prefill(
    _ session: EnrolmentSession, _ listed: QueuePlace, _ officer: String
  ) async throws {
    let (day, ticket) = (listed.day, listed.ticket)
    let found = try store.people.search("\(ticket)", on: day)
    guard let entry = found.first(where: { $0.ticket == ticket }) else { return }
    var values: [PersonField: String] = [
      .fullName: entry.person.name, .dateOfBirth: entry.person.birthDate, .nationality: "VNM",
    ]
    values[.personalNumber] = entry.person.personalNumber
    try await session.perform(
      SessionCommand(id: "list", .typePerson(values: values)), by: officer)
    try? store.people.setStatus(.called, of: ticket, on: day)
  }

  // MARK: numbers

  /// The number of an application from the list: the same person gets the same one all day.
  private func number(of ticket: Int, on day: CalendarDate) -> String {
    "\(place.kit)-\(day.basic)-\(ticket)"
  }

  private func isUnlisted(_ id: String) -> Bool {
    id.hasPrefix("\(place.kit)-") && place.listed(id) == nil
  }

  private func freshNumber() throws -> String {
    "\(place.kit)-\(try today().basic)-n\(RandomText.make().prefix(6))"
  }
}

extension StationDesk.Place {
  /// Day and ticket of an application from a day's list; nil for any other.
  public func listed(_ application: String) -> QueuePlace? {
    let parts = application.split(separator: "-")
    guard parts.count == 3, String(parts[0]) == kit,
      let day = CalendarDate(basic: String(parts[1])), let ticket = Int(parts[2])
    else { return nil }
    return QueuePlace(day: day, ticket: ticket)
  }
}
