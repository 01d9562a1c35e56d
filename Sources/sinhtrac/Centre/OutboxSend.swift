// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cryptography
import Records
import Store
import Transfer

/// `sinhtrac outbox send`: brings what is due to the centre.
struct OutboxSend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send", abstract: "Send the records that are due to the centre.",
    discussion: """
      Each record goes by itself and goes on where it stopped: after a lost link, a crash, a power cut. \
      A record counts as delivered when the centre's signed receipt is here. One that the centre \
      refuses is set aside with the reason, and the others go on; the exit code is then 1. Without a \
      link the records stay and the exit code is 4. The audit log notes how many were delivered; with \
      --station its end is signed, and the centre's certificate is the one that the station pinned.

      Examples:
        sinhtrac outbox send --centre http://127.0.0.1:8440 --station /var/lib/sinhtrac
        sinhtrac outbox send --centre http://127.0.0.1:8440 --trust centre.pem
        sinhtrac outbox send --centre https://centre.example --trust centre.pem --limit 200000
      """)

  @OptionGroup var options: StoreOptions

  @Option(help: ArgumentHelp("Address of the centre.", valueName: "url"))
  var centre: String

  @Option(
    help: ArgumentHelp(
      "The centre's certificate: signs receipts, and with https is the only one believed. Needed without --station.",
      valueName: "file"))
  var trust: String?

  @Option(help: ArgumentHelp("Most bytes a second, 0 for all there is.", valueName: "bytes"))
  var limit = 0

  @Flag(help: "Print JSON.")
  var json = false

  fileprivate struct Line: Encodable {
    let id: String
    let outcome: String
    var reason: String?
    var receipt: Receipt?

    var text: String {
      let signed = receipt.map { "receipt \($0.sequence) of \($0.centre), \($0.receivedAt)" }
      return ([id, outcome] + [reason ?? signed].compactMap(\.self)).joined(separator: "  ")
    }
  }

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit must not be negative.") }
  }

  func run() throws {
    let station = try options.unlocked()
    let certificate =
      try trust.map { try CertificateFiles.read([$0]) }
      ?? station.map { Array($0.recipients.prefix(1)) }
    guard let certificate else { throw ValidationError("Give --station, or --trust.") }
    let store = try options.open(station, trusting: Trust(certificate))
    var settings = CentreLink.Settings()
    settings.bytesPerSecond = limit
    let link = try CentreLink(address: centre, pinned: certificate.first, settings: settings)
    let open = Trust(certificate).receiptOpener
    let lines = try send(RecordSender(store.outbox, upload: ResumableUpload(over: link))) { id in
      try store.outbox.entry(id)?.receipt.map(open)
    }
    try store.synchronised(lines.count { $0.outcome == "delivered" })
    if json { try StandardOutput.print(json: lines) }
    let waiting = try store.outbox.list().count { !$0.isDelivered }
    if !json { try StandardOutput.print("\(lines.count) tried, \(waiting) not delivered") }
    if lines.contains(where: { $0.outcome == "refused" }) { throw ProgramExit.failure }
    if lines.contains(where: { $0.outcome == "waiting" }) { throw ProgramExit.device }
  }

  private func send(
    _ sender: RecordSender, receipt: (RecordID) throws -> Receipt?
  ) throws -> [Line] {
    var bar: ProgressBar?
    var lines: [Line] = []
    try sender.sendDue { id, bytes, size in
      if bar == nil { bar = ProgressBar("\(id.description.prefix(8))", total: max(size >> 10, 1)) }
      bar?.advance(to: bytes >> 10)
    } told: { id, outcome in
      bar?.finish()
      bar = nil
      var line = Line(id, outcome)
      if outcome == .delivered { line.receipt = try? receipt(id) }
      lines.append(line)
      if !json {
        try? StandardOutput.print(
          line.text)
      }
    }
    return lines
  }
}

extension OutboxSend.Line {
  fileprivate init(_ id: RecordID, _ outcome: RecordSender.Outcome) {
    self.id = id.description
    switch outcome {
    case .delivered: self.outcome = "delivered"
    case .waiting(let error): (self.outcome, reason) = ("waiting", error.message)
    case .refused(let error): (self.outcome, reason) = ("refused", error.message)
    }
  }
}
