// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Records
import Store

extension ApplicationIndex.Entry {
  init(_ record: SubmittedRecord) throws {
    self.init(application: record.application, note: [UInt8](try JSONEncoder().encode(record)))
  }
}

/// How stores kept which record is whose before they had an index: in lists among the drafts, under `sealed:`
/// and the application's number.
extension StationStore {
  /// Moves such lists into the index; a list that cannot be read stays.
  func adoptSealedLists() throws(StoreError) {
    var names: [String] = []
    var entries: [(record: RecordID, entry: ApplicationIndex.Entry)] = []
    for draft in try drafts.list().reversed() where draft.id.hasPrefix("sealed:") {
      guard let state = try drafts.load(draft.id)?.state,
        let list = try? JSONDecoder().decode([SubmittedRecord].self, from: Data(state))
      else { continue }
      names.append(draft.id)
      for record in list {
        // One that was offered and never accepted is in no outbox.
        guard let id = RecordID(record.record), try outbox.entry(id) != nil,
          let entry = try? ApplicationIndex.Entry(record)
        else { continue }
        entries.append((id, entry))
      }
    }
    if !names.isEmpty { try applications.adopt(entries, from: names) }
  }
}
