// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cryptography
import Store

/// `sinhtrac outbox export`: records onto a stick.
struct OutboxExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the records that are not delivered onto a stick.",
    discussion: """
      Makes a folder KIT-NUMBER with the sealed records, a signed manifest and the end of the audit \
      log; it appears whole, and is read back and compared. Exported is not delivered: nothing is \
      removed until the centre's receipts are taken in with `outbox receipts`.

      Examples:
        sinhtrac outbox export /mnt --station /var/lib/sinhtrac
        sinhtrac outbox export /mnt --kit HN_07 --key my.key --certificate my.pem
      """)

  @Argument(help: "Folder of the stick.")
  var stick: String

  @OptionGroup var options: StoreOptions

  @Option(
    help: ArgumentHelp(
      "Name of the capture kit: 1 to 20 letters, digits, underscores; by itself the station's name.",
      valueName: "name"))
  var kit: String?

  @OptionGroup var keys: StationKeyOptions

  @Flag(help: "Print JSON.")
  var json = false

  private struct Outcome: Encodable {
    let folder: String
    let records: Int
    let bytes: Int
  }

  func run() throws {
    let station = try options.unlocked()
    let signer = try station?.signer ?? keys.signer()
    guard let kit = kit ?? station?.name else { throw ValidationError("Give --kit.") }
    let export = try options.open(station, signer: signer).outbox.export(
      to: stick, kit: kit, certificate: signer.certificate.der)
    let records = export.manifest.records
    let outcome = Outcome(
      folder: export.path, records: records.count, bytes: records.map(\.size).reduce(0, +))
    guard !json else { return try StandardOutput.print(json: outcome) }
    try StandardOutput.print(
      "\(outcome.records) records, \(outcome.bytes) bytes in \(outcome.folder), read back and compared"
    )
  }
}

/// `sinhtrac outbox import`: records of another kit from a stick.
struct OutboxImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take another kit's records from a stick, to send them from here.",
    discussion: """
      Takes a folder that `outbox export` wrote. Nothing is taken unless every byte is as the kit \
      signed it; otherwise the exit code is 5. Again has no effect.

      Examples:
        sinhtrac outbox import /media/stick/HN_07-1 --trust stations-ca.pem
      """)

  @Argument(help: "Folder KIT-NUMBER on the stick.")
  var folder: String

  @OptionGroup var options: StoreOptions

  @Option(
    help: ArgumentHelp(
      "Certificate of the kit, or of the authority that issued it; may be given several times.",
      valueName: "file"))
  var trust: [String]

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let trust = Trust(try CertificateFiles.read(trust))
    let count = try options.open().outbox.importRecords(from: folder, check: trust.stickCheck)
    guard !json else { return try StandardOutput.print(json: ["records": count]) }
    try StandardOutput.print("\(count) records are in the outbox")
  }
}

/// `sinhtrac outbox receipts`: the centre's receipts from a stick.
struct OutboxReceipts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipts", abstract: "Take the centre's receipts from a stick.",
    discussion: """
      Takes every receipt that lies in folders KIT-NUMBER.receipts. A receipt that the centre did not \
      sign, or not for exactly this record, is refused and noted in the audit log; the others count, \
      and the exit code is 5.

      Examples:
        sinhtrac outbox receipts /media/stick --centre centre.pem
      """)

  @Argument(help: "Folder of the stick.")
  var stick: String

  @OptionGroup var options: StoreOptions

  @Option(
    help: ArgumentHelp(
      "Certificate of the centre, pinned when the station was set up.", valueName: "file"))
  var centre: String

  @Flag(help: "Print JSON.")
  var json = false

  private struct Outcome: Encodable {
    let delivered: [String]
    let refused: Int
  }

  func run() throws {
    let trust = Trust(try CertificateFiles.read([centre]))
    let taken = try options.open(trusting: trust).outbox.importReceipts(from: stick)
    let outcome = Outcome(delivered: taken.delivered.map(\.description), refused: taken.refused)
    if json {
      try StandardOutput.print(json: outcome)
    } else {
      try StandardOutput.print("\(outcome.delivered.count) delivered, \(outcome.refused) refused")
    }
    if taken.refused > 0 { throw ProgramExit.tampered }
  }
}
