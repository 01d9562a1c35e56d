// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import Store

/// What a workload was told is safe, read from its output.
struct Acknowledged {
  struct Lost: Error, CustomStringConvertible {
    let description: String
  }

  /// Digest of each record.
  private var records: [RecordID: String] = [:]
  /// Last version of each draft that is not a record yet.
  private var drafts: [String: Int] = [:]
  private var finished: Set<String> = []

  init(log: String) {
    self.init(text: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
  }

  init(text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch words.first {
      case "draft" where words.count == 3: drafts[words[1]] = Int(words[2])
      case "record" where words.count == 4:
        guard let id = RecordID(words[1]) else { continue }
        records[id] = words[2]
        finished.insert(words[3])
      default: continue
      }
    }
  }

  /// Prints counts; throws `Lost` when something acknowledged is not there, or something is there in half.
  func check(_ store: StationStore, quietly: Bool = false) throws {
    guard store.reconciliation.isSound else { throw Lost(description: "rows without files") }
    for (id, digest) in records where try store.outbox.record(id).digest.hexadecimal != digest {
      throw Lost(description: "record \(id)")
    }
    for draft in finished where try store.drafts.load(draft) != nil {
      throw Lost(description: "destroying \(draft)")
    }
    try checkDrafts(store)
    guard try store.audit.verify(check: { $0.bytes.reversed() == $1 }).isSound else {
      throw Lost(description: "audit rows")
    }
    if !quietly {
      print("\(records.count) records, \(drafts.count) drafts acknowledged: all there")
    }
  }

  private func checkDrafts(_ store: StationStore) throws {
    let accepted = Set(try store.outbox.list().map { "draft-\($0.id)" })
    for (draft, version) in drafts where !finished.contains(draft) {
      guard let kept = try store.drafts.load(draft) else {
        // The record may have been accepted without there being time to say so.
        guard accepted.contains(draft) else { throw Lost(description: draft) }
        continue
      }
      guard (version...version + 1).contains(kept.version),
        kept.state == (try Workload.state(kept.blobs))
      else { throw Lost(description: "\(draft), or half of it") }
    }
  }
}
