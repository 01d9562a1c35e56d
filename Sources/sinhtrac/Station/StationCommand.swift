// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `sinhtrac station`: this machine as a capture station.
struct StationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "station", abstract: "Set up and run this machine as a capture station.",
    discussion: """
      Without another word it serves the screens: see sinhtrac help station serve.

      Examples:
        sinhtrac station --training
        sinhtrac station --training --port 8090
        sinhtrac station init --folder /var/lib/sinhtrac --centre centre.pem --recovery recovery.pem
        sinhtrac station operator canbo-01 --folder /var/lib/sinhtrac
        sinhtrac station policy --explain
        sinhtrac station --folder kit7 --centre https://centre.example
      """,
    subcommands: [
      StationServe.self, StationInit.self, StationOperator.self, StationPeople.self,
      StationPolicy.self,
    ],
    defaultSubcommand: StationServe.self)
}
