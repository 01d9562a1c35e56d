// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CardReader
import Document
import SampleKit

/// `sinhtrac document read`: the chip of the document on the reader.
struct DocumentRead: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Read a document's chip and check that it is genuine.",
    discussion: """
      Opens the chip with the card access number or the MRZ, reads what it gives, and answers four \
      questions one by one: hashes, signature, issuer, chip. A group that the chip refuses, such as \
      fingers, and an issuer that is not among the --trust files do not end the reading. A document \
      found wrong ends with exit code 5. With --out the images are decoded and written as PNG beside \
      the files.

      --devices samples reads the invented card of the sample applicant, which lies on no reader.

      Without --can and --mrz the key is asked for, hidden, or read from standard input, so that it \
      does not show in lists of processes.

      Examples:
        sinhtrac document read --can 012345
        sinhtrac document read --devices samples --out card
        sinhtrac document read --mrz - --trust masterlist.ml --out files < mrz.txt
      """)

  @OptionGroup var access: AccessKeyOptions

  @Option(help: "Where the card lies: readers, or samples (an invented card in this program).")
  var devices = Devices.readers

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

  /// Where a card lies.
  enum Devices: String, CaseIterable, ExpressibleByArgument { case readers, samples }

  func validate() throws {
    guard (0...600).contains(wait) else {
      throw ValidationError("--wait \(wait) is outside 0 to 600 seconds.")
    }
  }

  func run() async throws {
    let progress = ReadProgressLine()
    defer { progress.finish() }
    let reading = try await devices == .samples ? readSample(progress) : readCard(progress)
    progress.finish()
    try finish(reading)
  }

  private func readCard(_ progress: ReadProgressLine) async throws -> DocumentReading {
    let document = DocumentReader(keys: try access.keys(), anchors: try TrustFiles.read(trust))
    let readers = await CardReaders()
    let (name, wait) = (reader, wait)
    return try await document.read(progress: progress.show) { () async throws(CardError) in
      try await readers.open(name: name, within: .seconds(wait))
    }
  }

  /// The sample's own number opens it and its own authority is trusted where nothing else is said.
  private func readSample(_ progress: ReadProgressLine) async throws -> DocumentReading {
    let card = try SampleCard()
    var anchors = try TrustFiles.read(trust)
    if trust.isEmpty { anchors.add(card.authority) }
    let keys =
      access.isGiven ? try access.keys() : [.cardAccessNumber(card.holder.cardAccessNumber)]
    let document = DocumentReader(keys: keys, anchors: anchors)
    return try await document.read(progress: progress.show) { () async throws(CardError) in
      EmulatedCardChannel(card)
    }
  }

  private func finish(_ reading: DocumentReading) throws {
    let contents = DocumentContents(reading)
    let pictures = DocumentPictures(contents)
    if let out {
      try DocumentFiles.write(reading, to: out)
      try pictures.write(to: out)
    }
    let report = DocumentReport(reading, contents, pictures)
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
