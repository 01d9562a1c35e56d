// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// Everything that lies on a station's disk: one folder, for its owner alone, open in one process.
///
/// What is acknowledged survives a power cut; what is personal is sealed. After the disk has failed once
/// the store does nothing more, whatever the system says about a second try.
public final class StationStore: Sendable {
  /// Applications being worked on.
  public let drafts: DraftVault
  /// Sealed records on their way to the centre.
  public let outbox: Outbox
  /// Which record is which application's.
  public let applications: ApplicationIndex
  /// Who did what when.
  public let audit: AuditLog
  /// Counts for the day report.
  public let ledger: DayLedger
  /// Who works here.
  public let operators: OperatorList
  /// Who worked when.
  public let shifts: ShiftLog
  /// Who is to come today.
  public let people: PeopleList
  /// What opening the store found and mended.
  public let reconciliation: Reconciliation

  let disk: StoreDisk

  /// Opens the store, making it where there is none.
  ///
  /// `key` is the storage key; without it drafts, people and operators are closed (`store-locked`), the rest
  /// works. `signer` signs audit heads and stick manifests, `openReceipt` checks receipts. Throws
  /// `store-in-use`, `wrong-key`, `disk-full`, `disk-failed`, `store-damaged` and `store-unusable`.
  public convenience init(
    folder: String, key: SecretKey?, signer: HeadSigner? = nil, openReceipt: ReceiptOpener? = nil,
    settings: StoreSettings = StoreSettings(), clock: StationClock = .system
  ) throws(StoreError) {
    try self.init(
      folder: folder, key: key, signer: signer, openReceipt: openReceipt, settings: settings,
      clock: clock, durability: .full)
  }

  package init(
    folder: String, key: SecretKey?, signer: HeadSigner? = nil, openReceipt: ReceiptOpener? = nil,
    settings: StoreSettings = StoreSettings(), clock: StationClock = .system,
    durability: StoreDurability
  ) throws(StoreError) {
    let disk = try StoreDisk(folder: folder, durability: durability)
    let seal: Seal? = if let key { try Seal(key, disk) } else { nil }
    self.disk = disk
    audit = AuditLog(disk, clock: clock, signer: signer)
    drafts = DraftVault(disk, seal, clock: clock)
    applications = ApplicationIndex(disk, seal, drafts)
    outbox = Outbox(
      disk, audit, drafts, applications, clock: clock, schedule: settings.retry,
      openReceipt: openReceipt)
    ledger = DayLedger(disk, audit, drafts)
    operators = OperatorList(
      disk, seal, audit, clock: clock, lockout: settings.lockout, cost: settings.scryptCost)
    shifts = ShiftLog(disk, audit, clock: clock)
    people = PeopleList(disk, seal, audit)
    reconciliation = try Reconciliation(disk)
    if reconciliation.removedFiles + reconciliation.interrupted > 0 || !reconciliation.isSound {
      try audit.append(AuditEvent(.storeMended, count: reconciliation.removedFiles))
    }
  }
}

/// How patient a store is.
public struct StoreSettings: Sendable, Hashable {
  /// When a record is sent again.
  public var retry = RetrySchedule()
  /// What wrong PINs lead to.
  public var lockout = Lockout()
  /// Cost of scrypt for PINs set from now on.
  public var scryptCost = Scrypt.usualCost

  /// The defaults.
  public init() {}
}
