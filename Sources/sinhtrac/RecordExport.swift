// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FoundationEssentials
import Records
import Station

/// `sinhtrac record export`: the biometric part for other systems.
struct RecordExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a record's fingers, eyes and face for other systems.",
    discussion: """
      Takes a record folder in clear, as `record open` and `enrol --open` leave it.

      With --format mosip: the CBEFF XML of a MOSIP packet, one element for each single finger, eye and \
      face, with the data blocks of ISO/IEC 19794-4, -5 and -6:2011. Fingers of a slap that were not \
      captured one by one are cut out of it. There is no signature of a device that MOSIP knows. \
      With --format osia: an Enrollment of the OSIA interface 1.3 (JSON), slaps as they are.

      Examples:
        sinhtrac record export opened/A-1 --format mosip --out A-1.xml
        sinhtrac record export opened/A-1 --format osia > A-1.json
      """)

  @Argument(help: "A record folder with record.an2 and manifest.json.")
  var record: String

  @Option(help: "mosip (CBEFF XML) or osia (JSON).")
  var format: Format

  @Option(help: ArgumentHelp("The file; standard output without it.", valueName: "file"))
  var out: String?

  /// The other system.
  enum Format: String, CaseIterable, ExpressibleByArgument { case mosip, osia }

  func run() throws {
    let bytes = try encoded(ExportedRecord(parts: parts()))
    guard let out else { return try StandardOutput.write(bytes) }
    try OutputFile.write(bytes, to: out)
  }

  private func parts() throws -> [RecordPart] {
    try [
      (ApplicationRecord.transactionName, NISTTransaction.maximumBytes),
      (ApplicationRecord.manifestName, Manifest.maximumBytes),
    ].map { name, limit in
      RecordPart(name: name, bytes: try WholeFile.read(path: record + "/" + name, limit: limit))
    }
  }

  private func encoded(_ record: ExportedRecord) throws -> [UInt8] {
    switch format {
    case .osia: return try OSIAEnrollment(record).encoded()
    case .mosip:
      return try CBEFFDocument(record) { slap, resolution, segment in
        try EncodedImage(cutting: segment, outOf: slap, resolution: resolution)
      }.encoded()
    }
  }
}
