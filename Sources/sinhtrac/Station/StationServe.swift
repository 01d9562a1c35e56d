// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import Station
import StationServer

/// `sinhtrac station serve`: the station's local web application.
struct StationServe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the operator's screens to a browser on this machine.",
    discussion: """
      Prints where to point the browser, and serves until Ctrl-C or SIGTERM. Only this machine can \
      reach it. Closing the browser or stopping the station loses nothing: an application goes on \
      where it was.

      At a station that is set up (`station init`, `station operator`) the passphrase or PIN of its keys \
      is asked for, or read as the first line of standard input. Records are sealed to the centre that was \
      pinned, and sent to --centre by themselves as soon as there is a link. Scanners, cameras and card \
      readers are those that are plugged in; they may come and go.

      With --training everything is invented: people, fingers, eyes, cards. Records are sealed with \
      keys that nobody keeps, so that no centre takes them.

      Examples:
        sinhtrac station serve --training
        sinhtrac station serve --training --port 8090 --folder /srv/training
        sinhtrac station serve --folder kit7 --centre https://centre.example
        sinhtrac station serve --folder kit7 --devices samples < passphrase.txt
      """)

  @Option(help: "Port on 127.0.0.1, 1 to 65535.")
  var port = 8080

  @Flag(help: "Invented people and sample devices.")
  var training = false

  @Option(
    help: ArgumentHelp(
      "The station's folder; with --training one of its own, else training.", valueName: "dir"))
  var folder: String?

  @Option(help: "Minutes without work until the screen locks, 1 to 120.")
  var idle = 5

  @OptionGroup(title: "Station in service") var served: ServedStation

  func validate() throws {
    guard (1...65535).contains(port) else {
      throw ValidationError("--port \(port) is outside 1 to 65535.")
    }
    guard (1...120).contains(idle) else {
      throw ValidationError("--idle \(idle) is outside 1 to 120 minutes.")
    }
    guard training || folder != nil else {
      throw ValidationError("Name the station's --folder, or give --training.")
    }
  }

  func run() async throws {
    ReturnedMemory.prepare()
    let folder = folder ?? "training"
    let desk = try training ? Self.trainingDesk(folder) : served.desk(folder: folder)
    let hint = training ? "\nPIN of every account: \(TrainingStation.pin)" : ""
    let server = StationServer(desk: desk, port: port, idle: .seconds(60 * idle))
    let address = server.address
    try await server.run {
      try? StandardOutput.print("Point the browser to \(address)\(hint)")
    }
  }

  private static func trainingDesk(_ folder: String) throws -> StationDesk {
    try TrainingStation.desk(folder: folder) {
      await HealthCheck(recordFolder: folder, sampleFolder: "samples").findings()
    }
  }
}
