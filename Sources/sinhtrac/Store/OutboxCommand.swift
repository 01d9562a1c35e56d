// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cryptography
import Records
import Store

/// `sinhtrac outbox`: sealed records on their way to the centre.
struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "List sealed records and move them to the centre.",
    discussion: """
      Each record goes its own way: queued, sending, waiting (to be sent again), refused (set aside), \
      exported (on a stick), delivered (the centre signed for it). None is removed before that.

      Examples:
        sinhtrac outbox list
        sinhtrac outbox export /mnt --kit HN_07 --key my.key --certificate my.pem
      """,
    subcommands: [
      OutboxList.self, OutboxSend.self, OutboxRetry.self, OutboxExport.self, OutboxImport.self,
      OutboxReceipts.self,
    ])
}

/// `sinhtrac outbox list`: what is in the outbox.
struct OutboxList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the records of the outbox.",
    discussion: """
      One line for each record, the oldest first: id, state, bytes, when it was accepted, attempts, \
      and what the state says: when it is sent again and why, which stick it is on.

      Examples:
        sinhtrac outbox list
        sinhtrac outbox list --store station/store --json
      """)

  @OptionGroup var options: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let entries = try options.open().outbox.list().map(OutboxLine.init)
    guard !json else { return try StandardOutput.print(json: entries) }
    for entry in entries { try StandardOutput.print(entry.text) }
    let unsent = entries.count { $0.state != "delivered" }
    try StandardOutput.print("\(entries.count) records, \(unsent) not delivered")
  }
}

/// A record of the outbox for people and scripts.
struct OutboxLine: Encodable {
  let id: String
  let state: String
  let bytes: Int
  let sha256: String
  let accepted: String
  let attempts: Int
  var nextAttempt: String?
  var reason: String?
  var stick: String?
  var delivered: String?
  let kept: Bool

  init(_ entry: OutboxEntry) {
    (id, state, bytes) = (entry.id.description, entry.state.name, entry.size)
    (sha256, accepted) = (entry.digest.hexadecimal, entry.accepted.description)
    (attempts, kept) = (entry.attempts, entry.isKept)
    switch entry.state {
    case .queued, .sending: break
    case .waiting(let until, let code): (nextAttempt, reason) = ("\(until)", "\(code)")
    case .refused(let code): reason = "\(code)"
    case .exported(let name): stick = name
    case .delivered(let time): delivered = "\(time)"
    }
  }

  var text: String {
    let more = [nextAttempt.map { "next \($0)" }, reason, stick, delivered].compactMap { $0 }
    let state = state.padding(to: 9)
    return (["\(id)  \(state)  \(bytes)  \(accepted)  \(attempts)"] + more).joined(separator: "  ")
  }
}

extension String {
  fileprivate func padding(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }
}
