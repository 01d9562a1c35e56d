// SPDX-License-Identifier: Apache-2.0

import Fingerprint
import FoundationEssentials
public import Records
public import Store

/// The place on a day's list of an application; nil for one that is not on it.
public typealias ListedPlace = @Sendable (_ application: String) -> QueuePlace?

extension SessionDesk {
  /// A desk over a station's store; its operators' own fingers are looked out for.
  ///
  /// `ward` is what the day report counts sessions under; `listed` tells the place on the day's list of an
  /// application, which is marked in the transaction that ends the session. Throws `store-locked` without the storage
  /// key, and whatever the disk says.
  public init(
    store: StationStore, ward: ListCode, sealer: any RecordSealer, station: StationIdentity,
    policy: CapturePolicy = CapturePolicy(), clock: @escaping @Sendable () throws -> UTCTime,
    listed: @escaping ListedPlace = { _ in nil }
  ) throws(StoreError) {
    try store.adoptSealedLists()
    self.init(
      drafts: StoredDrafts(store.drafts), outbox: StoredOutbox(store, ward, listed), sealer: sealer,
      station: station, clock: clock)
    self.policy = policy
    ledger = StoredLedger(store.ledger, ward, listed)
    operators = try store.operators.all().map { OperatorPrints($0) }
  }
}

extension OperatorPrints {
  /// Takes the templates of an operator, as `FingerprintTemplate.encoded` made them; others are left
  /// out.
  public init(_ person: Operator) {
    self.init(
      id: person.id.description,
      fingers: person.templates.compactMap { try? FingerprintTemplate(decoding: $0) })
  }
}

/// Drafts in the store's vault.
struct StoredDrafts: DraftKeeper {
  private let vault: DraftVault

  init(_ vault: DraftVault) { self.vault = vault }

  func save(_ id: String, state: [UInt8], blobs: [String: [UInt8]]) throws {
    try vault.save(id, state: state, blobs: blobs)
  }

  func load(_ id: String) throws -> (state: [UInt8], blobs: [String: [UInt8]])? {
    let draft: Draft? = try vault.load(id)
    return draft.map { ($0.state, $0.blobs) }
  }

  func destroy(_ id: String) throws { try vault.destroy(id) }
}

/// Sealed records in the store's outbox; which one is whose stands in its index of applications.
struct StoredOutbox: SealedRecordKeeper {
  private let store: StationStore
  private let ward: ListCode
  private let listed: ListedPlace

  init(_ store: StationStore, _ ward: ListCode, _ listed: @escaping ListedPlace) {
    (self.store, self.ward, self.listed) = (store, ward, listed)
  }

  func accept(
    _ sealed: [UInt8], _ entry: SubmittedRecord, closing summary: SessionSummary
  ) throws {
    guard let id = RecordID(entry.record) else { throw SessionError.draft("its id is none", nil) }
    try store.outbox.accept(
      SealedRecord(id: id, bytes: sealed), of: .init(entry),
      entry: LedgerEntry(summary, ward: ward),
      destroying: entry.application, listed: listed(entry.application))
  }

  func records(of application: String) throws -> [SubmittedRecord] {
    try store.applications.notes(of: application).map {
      try JSONDecoder().decode(SubmittedRecord.self, from: Data($0))
    }
  }
}

/// The store's day ledger.
struct StoredLedger: SessionLedger {
  private let ledger: DayLedger
  private let ward: ListCode
  private let listed: ListedPlace

  init(_ ledger: DayLedger, _ ward: ListCode, _ listed: @escaping ListedPlace) {
    (self.ledger, self.ward, self.listed) = (ledger, ward, listed)
  }

  func close(_ summary: SessionSummary) throws {
    try ledger.note(
      LedgerEntry(summary, ward: ward), destroying: summary.application,
      listed: listed(summary.application))
  }
}

extension LedgerEntry {
  /// Of a person of whom nobody learned kind or birth date, the commonest are counted.
  fileprivate init(_ summary: SessionSummary, ward: ListCode) throws {
    guard let officer = OperatorID(summary.officer), let began = UTCTime(summary.openedAt),
      let ended = UTCTime(summary.closedAt)
    else { throw SessionError.draft("its officer or times have not their form", nil) }
    let reason = try summary.notEnrolled.map { code in
      guard let code = ListCode(code) else {
        throw SessionError.draft("its reason has not its form", nil)
      }
      return code
    }
    self.init(
      ward: ward,
      kind: summary.procedure.flatMap { ApplicationKind.Procedure(rawValue: $0) } ?? .firstIssuance,
      ageGroup: summary.ageGroup.flatMap { AgeGroup(rawValue: $0) } ?? .fourteenAndOver,
      outcome: reason.map { .notEnrolled(reason: $0) } ?? .enrolled,
      exceptions: summary.exceptions, overrides: summary.overrides, by: officer, began: began,
      ended: ended)
  }
}
