// SPDX-License-Identifier: Apache-2.0

public import Records
import Synchronization

/// Where sealed records go; `Store.Outbox` queues them on disk.
public protocol SealedRecordKeeper: Sendable {
  /// Takes a sealed record, and a line for the day report. Returns when both would survive a power
  /// cut; the same record id a second time changes nothing.
  func accept(
    _ sealed: [UInt8], _ entry: SubmittedRecord, closing summary: SessionSummary
  ) async throws

  /// The records of an application, the newest last.
  func records(of application: String) async throws -> [SubmittedRecord]
}

/// Turns a record's files into sealed bytes that only the centre opens.
public protocol RecordSealer: Sendable {
  /// Seals the files of one record.
  func seal(_ parts: [RecordPart], record: String, at time: UTCTime) async throws -> [UInt8]
}

/// Sealed records in memory, for tests.
public final class MemoryOutbox: SealedRecordKeeper {
  private let entries = Mutex<[(entry: SubmittedRecord, sealed: [UInt8])]>([])

  /// Holds nothing yet.
  public init() {}

  /// Keeps it, once.
  public func accept(
    _ sealed: [UInt8], _ entry: SubmittedRecord, closing summary: SessionSummary
  ) {
    entries.withLock { entries in
      guard !entries.contains(where: { $0.entry.record == entry.record }) else { return }
      entries.append((entry, sealed))
    }
  }

  /// Gives what was accepted.
  public func records(of application: String) -> [SubmittedRecord] {
    entries.withLock { $0.map(\.entry).filter { $0.application == application } }
  }

  /// The bytes of a record.
  public func sealed(_ record: String) -> [UInt8]? {
    entries.withLock { entries in entries.first { $0.entry.record == record }?.sealed }
  }
}
