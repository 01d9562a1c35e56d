// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Records
import Station
import Store

/// `sinhtrac report`: what was done.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Report what the station did.",
    discussion: """
      Examples:
        sinhtrac report day
      """,
    subcommands: [ReportDay.self])
}

/// `sinhtrac report day`: one day in numbers.
struct ReportDay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "day", abstract: "Count what was done on a day.",
    discussion: """
      Done against quota by ward, by age group and procedure, exceptions, overrides, not enrolled by \
      reason, mean time, shifts, records not delivered, and the end of the audit log, which the station's key \
      signs with --station. There are no \
      personal data in it. --html is a page to print on A4, in Vietnamese with the English words beside.

      Examples:
        sinhtrac report day
        sinhtrac report day --station /var/lib/sinhtrac --html > day.html
        sinhtrac report day --day 2026-11-22 --html > day.html
        sinhtrac report day --csv > day.csv
      """)

  @OptionGroup var options: StoreOptions

  @Option(help: ArgumentHelp("The day in Viet Nam; today without it.", valueName: "yyyy-mm-dd"))
  var day: String?

  @Option(help: ArgumentHelp("Name of the capture kit, for the heading.", valueName: "name"))
  var kit = "SAMPLEKIT"

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print CSV.")
  var csv = false

  @Flag(help: "Print a page of HTML.")
  var html = false

  func validate() throws {
    guard [json, csv, html].count(where: { $0 }) <= 1 else {
      throw ValidationError("Give at most one of --json, --csv and --html.")
    }
  }

  func run() throws {
    let today = StationClock.system.now.wall.date(hoursEast: EnrolmentRules.hoursEast)
    guard let day = day.map({ CalendarDate($0) }) ?? today else {
      throw ValidationError("--day takes a date such as 2026-11-22.")
    }
    let report = try options.open().dayReport(
      on: day, kit: kit, hoursEast: EnrolmentRules.hoursEast)
    if json { return try StandardOutput.print(json: report) }
    if csv { return try StandardOutput.print(report.csv, end: "") }
    if html { return try StandardOutput.write(DayReportPage(report).encoded()) }
    try StandardOutput.print(Self.text(report))
  }

  private static func text(_ report: DayReport) -> String {
    let quota = report.quota > 0 ? " of \(report.quota)" : ""
    let mean = report.meanSeconds.map { "\($0) s each" } ?? "no time"
    var lines = [
      "\(report.day) \(report.kit): \(report.enrolled)\(quota) enrolled, \(report.notEnrolled) not, \(mean)"
    ]
    lines += report.wards.map {
      "  ward \($0.ward): \($0.enrolled)\($0.quota.map { " of \($0)" } ?? ""), \($0.notEnrolled) not"
    }
    lines += report.ages.map { "  age \($0.name): \($0.count)" }
    lines += report.reasons.map { "  not enrolled, \($0.name): \($0.count)" }
    lines.append("  \(report.exceptions) exceptions, \(report.overrides) overrides")
    lines.append("  \(report.unsent.count) records not delivered")
    lines.append("audit log \(report.auditNumber):\(report.auditHash)")
    return lines.joined(separator: "\n")
  }
}
