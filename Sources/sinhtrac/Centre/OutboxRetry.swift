// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Store

/// `sinhtrac outbox retry`: records that wait or were set aside are tried again at the next sending.
struct OutboxRetry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Put records that wait or were refused back in the queue.",
    discussion: """
      Examples:
        sinhtrac outbox retry 0190f3b2-7c1e-7abc-8def-0123456789ab
        sinhtrac outbox retry --all
      """)

  @OptionGroup var options: StoreOptions

  @Argument(help: "Ids of records, as `outbox list` prints them.")
  var ids: [String] = []

  @Flag(help: "All that wait or were refused.")
  var all = false

  func validate() throws {
    guard all != !ids.isEmpty else { throw ValidationError("Give ids of records, or --all.") }
  }

  func run() throws {
    let outbox = try options.open().outbox
    let chosen = try all ? Self.stuck(in: outbox) : ids.map(Self.id)
    for id in chosen { try outbox.retry(id) }
    try StandardOutput.print("\(chosen.count) records in the queue again")
  }

  private static func stuck(in outbox: Outbox) throws -> [RecordID] {
    try outbox.list().filter { ["waiting", "refused"].contains($0.state.name) }.map(\.id)
  }

  private static func id(_ text: String) throws -> RecordID {
    guard let id = RecordID(text) else {
      throw ValidationError("\(text) is no id of a record: `sinhtrac outbox list` prints them.")
    }
    return id
  }
}
