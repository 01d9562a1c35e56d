// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `sinhtrac centre`: the other end of the line, for tests and small offices.
struct CentreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "centre", abstract: "Take sealed records and sign for them.",
    discussion: """
      A minimal centre: it takes records by resumable upload (tus 1.0.0 with creation and checksum), \
      looks at seal and station, keeps the sealed files in a folder, and signs a receipt for each, \
      once. Records stay sealed; `record open` opens them.

      Examples:
        sinhtrac centre init --folder office --name PHUONG-MAU
        sinhtrac centre serve --folder office --station station.pem
      """,
    subcommands: [CentreInit.self, CentreServe.self])
}
