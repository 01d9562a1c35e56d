// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CardReader
import Document
import FoundationEssentials

/// `sinhtrac document read`: the chip of the document on the reader.
struct DocumentRead: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Read a document's chip and check that it is genuine.",
    discussion: """
      Opens the chip with the card access number or the MRZ, reads what it gives, and answers four \
      questions one by one: hashes, signature, issuer, chip. A group that the chip refuses, such as \
      fingers, and an issuer that is not among the --trust files do not end the reading. A document \
      found wrong ends with exit code 5.

      Without --can and --mrz the key is asked for, hidden, or read from standard input, so that it \
      does not show in lists of processes.

      Examples:
        sinhtrac document read --can 012345
        sinhtrac document read --mrz - --trust masterlist.ml --out files < mrz.txt
      """)

  @OptionGroup var access: AccessKeyOptions

  @Option(help: ArgumentHelp("The reader: an ID, or a part of its name.", valueName: "name"))
  var reader: String?

  @Option(help: "Seconds to wait for a card, 0 to 600.")
  var wait = 30

  @Option(
    help: ArgumentHelp(
      "Certificates (DER, PEM) and master lists of issuers to trust.", valueName: "file"))
  var trust: [String] = []

  @Option(help: ArgumentHelp("Folder to put the files into as they came.", valueName: "dir"))
  var out: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (0...600).contains(wait) else {
      throw ValidationError("--wait \(wait) is outside 0 to 600 seconds.")
    }
  }

  func run() async throws {
    let anchors = try TrustFiles.read(trust)
    let document = DocumentReader(keys: try access.keys(), anchors: anchors)
    let readers = await CardReaders()
    let progress = ReadProgressLine()
    let (name, wait) = (reader, wait)
    defer { progress.finish() }
    let reading = try await document.read(progress: progress.show) { () async throws(CardError) in
      try await readers.open(name: name, within: .seconds(wait))
    }
    progress.finish()
    try finish(reading)
  }

  func finish(_ reading: DocumentReading) throws {
    if let out { try DocumentFiles.write(reading, to: out) }
    let report = DocumentReport(reading)
    if json {
      try StandardOutput.print(json: report)
    } else {
      try StandardOutput.print(report.lines.joined(separator: "\n"))
    }
    if reading.authenticity.isBad { throw ProgramExit.tampered }
  }
}

/// One line on a terminal that shows how far a reading is.
struct ReadProgressLine: Sendable {
  private let isVisible = StandardError.isTerminal

  func show(_ progress: ReadProgress) {
    guard isVisible else { return }
    StandardError.write("\r\u{1B}[K" + Self.line(progress))
  }

  func finish() {
    if isVisible { StandardError.write("\r\u{1B}[K") }
  }

  static func line(_ progress: ReadProgress) -> String {
    switch progress.step {
    case .opening: "opening the chip"
    case .reopening: "the link was lost, opening the chip again"
    case .authenticating: "the chip proves itself"
    case .checking: "checking hashes and signatures"
    case .reading(let file, let read, let size):
      "\(file.name) \(read)/\(size) bytes, file \(progress.filesDone + 1) of \(progress.filesInAll)"
    }
  }
}
