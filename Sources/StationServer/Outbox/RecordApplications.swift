// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import Station
import Store

/// The application of each record, from the lists that sessions keep among the drafts under `sealed:`. The
/// outbox does not know applications.
final class RecordApplications: Sendable {
  private let known = NIOLockedValueBox<[String: String]>([:])

  /// What is shown for the record of another kit.
  private static let nobody = "–"

  /// The applications of records. Hundreds of lists are read only when a record has come that was not
  /// asked for before.
  func names(of records: [String], in drafts: DraftVault) throws -> [String: String] {
    let before = known.withLockedValue { $0 }
    guard records.contains(where: { before[$0] == nil }) else { return before }
    var names = Dictionary(uniqueKeysWithValues: Set(records).map { ($0, Self.nobody) })
    for draft in try drafts.list() where draft.id.hasPrefix("sealed:") {
      guard let list = try drafts.load(draft.id) else { continue }
      for entry in try JSONText(bytes: list.state).value([SubmittedRecord].self) {
        names[entry.record] = entry.application
      }
    }
    let found = names
    known.withLockedValue { $0 = found }
    return found
  }
}
