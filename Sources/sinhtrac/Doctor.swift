// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Station

/// `sinhtrac doctor`: is everything here that the other verbs need?
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check this machine: libraries, processor, samples, folders, devices.",
    discussion: """
      Run it first when something does not work, and put its output into a bug report: it holds no \
      personal data. A line that starts with FAIL says what to do; then the exit code is 1.

      Examples:
        sinhtrac doctor
        sinhtrac doctor --out /srv/applications --json
      """)

  @Option(help: "Folder that application records go to.")
  var out = "applications"

  @Option(help: "Folder of the sample applicants.")
  var samples = "samples"

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let findings = await HealthCheck(recordFolder: out, sampleFolder: samples).findings()
    if json {
      try StandardOutput.print(json: findings)
    } else {
      try StandardOutput.print(findings.map(\.line).joined(separator: "\n"))
    }
    if findings.contains(where: { $0.state == .fail }) { throw ProgramExit.failure }
  }
}
