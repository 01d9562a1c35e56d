// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import FoundationEssentials
import Records
import Station
import Store

/// `sinhtrac station people`: who is to come today.
struct StationPeople: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people", abstract: "Put people on the day's list.",
    discussion: """
      The file is JSON: [{"name": "...", "birthDate": "1990-09-02", "personalNumber": "...", "note": \
      "..."}, ...]; number and note may be left out, of a birth date month and day. Everybody gets a ticket \
      number after those that are there; older lists are removed. The station's passphrase or PIN is asked \
      for, or read from standard input. End the running station first.

      Examples:
        sinhtrac station people list.json --ward 00256 --folder /var/lib/sinhtrac
        sinhtrac station people list.json --day 2026-12-01 --folder kit7 < passphrase.txt
      """)

  @Argument(help: "The list.")
  var file: String

  @Option(help: ArgumentHelp("The station's folder.", valueName: "dir"))
  var folder: String

  @Option(help: ArgumentHelp("Ward that the people live in.", valueName: "code"))
  var ward = "SAMPLE"

  @Option(help: ArgumentHelp("Day that they come on; today without it.", valueName: "YYYY-MM-DD"))
  var day: String?

  /// A list of 5,000 people with long notes.
  private static let longestFile = 16 << 20

  private struct Row: Decodable {
    let name, birthDate: String
    let personalNumber, note: String?
  }

  func run() throws {
    guard let ward = ListCode(ward) else {
      throw ValidationError("--ward is 1 to 40 letters, digits, dots, hyphens and underscores.")
    }
    let today = try Clock.now().date(hoursEast: EnrolmentRules.hoursEast)
    guard let day = day.map({ CalendarDate($0) }) ?? today else {
      throw ValidationError("--day is a day of the calendar, such as 2026-12-01.")
    }
    let people = try rows().map { row in
      try ListedPerson(
        name: row.name, birthDate: row.birthDate, personalNumber: row.personalNumber, ward: ward,
        note: row.note)
    }
    let store = try StationPlace(folder: folder, ward: ward, officer: "list").openStore()
    try store.people.clear(before: today)
    let tickets = try store.people.add(people, on: day)
    let numbers = tickets.first.map { ", tickets \($0) to \(tickets.last ?? $0)" } ?? ""
    try StandardOutput.print("\(tickets.count) people on the list of \(day)\(numbers)")
  }

  private func rows() throws -> [Row] {
    let bytes = try WholeFile.read(path: file, limit: Self.longestFile)
    do { return try JSONDecoder().decode([Row].self, from: Data(bytes)) } catch {
      throw ValidationError(
        "\(file) is no list of people: sinhtrac help station people says its form.")
    }
  }
}
