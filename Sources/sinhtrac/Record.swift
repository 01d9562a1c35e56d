// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Records
import Station

/// `sinhtrac record`: records, ours or others'.
struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read application records, ours or others'.",
    discussion: """
      A record is an ANSI/NIST-ITL file (.an2, .eft, ...), or the folder that enrol wrote.

      Examples:
        sinhtrac record show applications/applicant-01
        sinhtrac record check applications/applicant-01
      """,
    subcommands: [RecordShow.self, RecordCheck.self, RecordOpen.self, RecordExport.self])
}

/// `sinhtrac record show`: what a record holds.
struct RecordShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "List what a record holds.",
    discussion: """
      One line for each record of the file: type, finger, image size, minutiae, missing fingers. \
      Image data are never shown.

      Examples:
        sinhtrac record show applications/applicant-01
        sinhtrac record show other.eft --json
      """)

  @Argument(help: "An ANSI/NIST-ITL file, or a record folder.")
  var record: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let file = try RecordFile(path: record)
    let summary = NISTSummary(try NISTTransaction(decoding: file.bytes))
    try StandardOutput.write(try json ? summary.json() : Array(summary.text.utf8))
  }
}

/// `sinhtrac record check`: is a record sound and unaltered?
struct RecordCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say what is wrong with a record.",
    discussion: """
      Checks the file against ANSI/NIST-ITL 1-2011 Update:2015: lengths, mandatory fields, codes, \
      image headers, digests, minutiae. Where manifest.json lies beside it, every file must have \
      the size and digest that the manifest lists.

      The exit code is 1 when there are errors (warnings alone are fine), and 5 when a file was \
      altered after the record was written.

      Examples:
        sinhtrac record check applications/applicant-01
        sinhtrac record check other.eft --json
      """)

  @Argument(help: "An ANSI/NIST-ITL file, or a record folder.")
  var record: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let file = try RecordFile(path: record)
    let findings = NISTCheck.findings(in: file.bytes)
    let errors = findings.count { $0.severity == .error }
    if json {
      try StandardOutput.print(json: findings)
    } else {
      for finding in findings { try StandardOutput.print(finding.description) }
      let warnings = findings.count - errors
      try StandardOutput.print("\(file.path): \(errors) errors, \(warnings) warnings")
    }
    let parts = try file.checkManifest()
    if !json, parts > 0 { try StandardOutput.print("manifest.json: \(parts) files as listed") }
    if errors > 0 { throw ProgramExit.failure }
  }
}
