// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import Station

/// The command line: few verbs, each in a file of its own.
@main
struct Sinhtrac: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sinhtrac",
    abstract: "Biometric capture for citizen-ID applications.",
    discussion: """
      The main job, from the sample devices to an application record:

        sinhtrac enrol --application samples/applicant-01/application.json --devices samples

      Images carry their resolution (PNG pHYs, JPEG density, JPEG 2000 resolution box) or get it \
      with --ppi; an unknown one is an error, never a guess. Data goes to standard output, with \
      --json as JSON; progress goes to standard error and only to a terminal.

      \(ProgramExit.table)
      """,
    version: "sinhtrac \(Release.version)",
    subcommands: [
      Enrol.self, Extract.self, Segment.self, Quality.self, Compare.self, Evaluate.self,
      IrisCommand.self, DocumentCommand.self, Record.self, StationCommand.self,
      OutboxCommand.self, AuditCommand.self, ReportCommand.self, Samples.self, Convert.self,
      Devices.self,
      Capture.self,
      Doctor.self, Udev.self, Bench.self, CentreCommand.self,
    ])

  static func main() async {
    StandardStreams.prepare()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      finish(after: error)
    }
  }

  /// Prints what `error` has to say where it belongs and ends the program with its status.
  private static func finish(after error: any Error) -> Never {
    let status = ProgramExit(error)
    switch error {
    case is StandardOutput.Closed, is ProgramExit: break
    case let error as any ExplainedError: StandardError.print("error: \(error)")
    default:
      let text = fullMessage(for: error)
      if status == .ok { try? StandardOutput.print(text) } else { StandardError.print(text) }
    }
    status.end()
  }
}
