// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Centre
import Cryptography
import Station

/// `sinhtrac centre serve`: takes records until it is told to end.
struct CentreServe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Take records until it is told to end.",
    discussion: """
      Listens on this machine only unless told otherwise. It speaks plain HTTP: records are sealed and \
      receipts are signed, but on a network put a server before it that ends TLS with the certificate \
      that stations pin. Ends on Ctrl-C after the requests under way.

      Examples:
        sinhtrac centre serve --folder office --station station-07.pem --station station-08.pem
        sinhtrac centre serve --folder office --station stations-ca.pem --port 8440
      """)

  @Option(help: ArgumentHelp("Folder of the centre.", valueName: "dir"))
  var folder = "centre"

  @Option(
    help: ArgumentHelp(
      "A station's certificate, or that of an authority that issues them.", valueName: "file"))
  var station: [String]

  @Option(help: "Port to listen on; 0 takes a free one.")
  var port = 8440

  @Option(help: ArgumentHelp("Address to listen on.", valueName: "address"))
  var listen = "127.0.0.1"

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535.") }
    guard !station.isEmpty else { throw ValidationError("Give at least one --station.") }
  }

  func run() async throws {
    let (key, signer) = try CentreFiles(folder: folder).open()
    let identity = Centre.Identity(
      name: signer.certificate.subject, signer: signer, key: key,
      stations: try CertificateFiles.read(station))
    let centre = try Centre(folder: folder + "/store", identity: identity)
    let records = try centre.count()
    let listen = listen
    try await CentreServer(UploadDesk(centre)).run(address: listen, port: port) { port in
      try? StandardOutput.print("listening on http://\(listen):\(port), \(records) records here")
    }
  }
}
