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

      With --training everything is invented: people, fingers, eyes, cards. Records are sealed with \
      keys that nobody keeps, so that no centre takes them. Stations with devices of their own are \
      not served yet.

      Examples:
        sinhtrac station serve --training
        sinhtrac station serve --training --port 8090 --folder /srv/training
      """)

  @Option(help: "Port on 127.0.0.1, 1 to 65535.")
  var port = 8080

  @Flag(help: "Invented people and sample devices.")
  var training = false

  @Option(help: ArgumentHelp("The station's folder.", valueName: "dir"))
  var folder = "training"

  @Option(help: "Minutes without work until the screen locks, 1 to 120.")
  var idle = 5

  func validate() throws {
    guard (1...65535).contains(port) else {
      throw ValidationError("--port \(port) is outside 1 to 65535.")
    }
    guard (1...120).contains(idle) else {
      throw ValidationError("--idle \(idle) is outside 1 to 120 minutes.")
    }
    guard training else {
      throw ValidationError("Only training is served yet: give --training.")
    }
  }

  func run() async throws {
    let folder = folder
    let desk = try TrainingStation.desk(folder: folder) {
      await HealthCheck(recordFolder: folder, sampleFolder: "samples").findings()
    }
    let server = StationServer(desk: desk, port: port, idle: .seconds(60 * idle))
    let address = server.address
    try await server.run {
      try? StandardOutput.print(
        "Point the browser to \(address)\nPIN of every account: \(TrainingStation.pin)")
    }
  }
}
