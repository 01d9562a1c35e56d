// SPDX-License-Identifier: Apache-2.0

import Glibc
import GRDB
import Records

/// How long a station may go on by itself before it stops taking people in.
public struct OfflineLimits: Sendable, Hashable {
  /// Most records that are not delivered: three days of 400 people, what a lane takes in at most.
  public var mostUnsent = 1200
  /// Longest time that a record may wait, in hours: three days.
  public var longestWait = 72
  /// Least free room on the disk, in bytes: a day of 400 records of 1.5 MB with their drafts, doubled.
  public var leastFree = 2 << 30
  /// At this share of a limit there is a warning.
  public var warning = 0.8

  /// The defaults.
  public init() {}
}

/// A limit that is near or passed, and how to get away from it.
public struct LimitFinding: Sendable, Hashable {
  /// Which limit; raw values are for screens and scripts.
  public enum Limit: String, Sendable, Hashable, CaseIterable {
    case count = "unsent-count"
    case age = "unsent-age"
    case disk = "disk-room"
    case clock = "clock-set-back"
  }

  /// Which limit.
  public let limit: Limit
  /// Whether the station must take nobody in until it is cleared; else it is a warning.
  public let stops: Bool
  /// What was found and how to clear it.
  public let message: String
}

extension OfflineLimits {
  /// What a station has, held against the limits.
  struct Measures: Sendable, Hashable {
    var unsent = 0
    /// Hours that the oldest record waits.
    var wait = 0
    /// Free bytes.
    var free = 0
    /// Whether the clock was set back since the last synchronisation.
    var clockWentBack = false
  }

  func findings(_ measures: Measures) -> [LimitFinding] {
    [
      finding(.count, Double(measures.unsent), Double(mostUnsent)) {
        "\(measures.unsent) records are not delivered, \(mostUnsent) are allowed. \(Self.clearing)"
      },
      finding(.age, Double(measures.wait), Double(longestWait)) {
        "The oldest record waits for \(measures.wait) hours, \(longestWait) are allowed. "
          + Self.clearing
      },
      // Less is worse here: the shares are those of what is needed to what there is.
      finding(.disk, Double(leastFree), Double(max(measures.free, 1))) {
        "The disk has \(measures.free >> 20) MiB left, \(leastFree >> 20) are needed. Remove other "
          + "files, or deliver records: their bytes go some days after their receipts."
      },
      measures.clockWentBack ? Self.clock : nil,
    ].compactMap { $0 }
  }

  private static let clearing =
    "Send them over a link, or export them to a stick and import the receipts that come back."

  private static let clock = LimitFinding(
    limit: .clock, stops: true,
    message: "The clock was set back. Set it right, then synchronise with the centre, or let a "
      + "supervisor confirm the time.")

  private func finding(
    _ limit: LimitFinding.Limit, _ value: Double, _ most: Double, _ message: () -> String
  ) -> LimitFinding? {
    guard value >= most * warning else { return nil }
    return LimitFinding(limit: limit, stops: value >= most, message: message())
  }
}

extension StationStore {
  /// Limits that are near or passed; empty when all is well. While one stops, no session may be opened.
  public func findings(_ limits: OfflineLimits = OfflineLimits()) throws(StoreError)
    -> [LimitFinding]
  {
    limits.findings(try measures())
  }

  private func measures() throws(StoreError) -> OfflineLimits.Measures {
    let now = outbox.clock.now.wall.secondsSince1970
    let oldest = try outbox.oldestUnsent()?.secondsSince1970 ?? now
    return OfflineLimits.Measures(
      unsent: try outbox.count(of: .unsent), wait: max(0, now - oldest) / 3600,
      free: try disk.freeBytes(),
      clockWentBack: try audit.clockWentBack())
  }
}

extension AuditLog {
  /// Whether the clock was set back after all synchronisations and confirmations of the settings, in the words
  /// of the two indexes of `Schema`.
  static let clockQuestion = #"""
    SELECT EXISTS(SELECT 1 FROM audit WHERE row LIKE '%"clockWentBack":true}' AND n >
      coalesce((SELECT max(n) FROM audit
        WHERE row LIKE '%"event":"synchronised"%' OR row LIKE '%"event":"settings-changed"%'), 0))
    """#

  /// Whether the clock was set back after the last synchronisation or confirmation of the settings.
  func clockWentBack() throws(StoreError) -> Bool {
    try disk.read { try Bool.fetchOne($0, sql: Self.clockQuestion) ?? false }
  }
}

extension StoreDisk {
  /// Bytes that the store's owner can still write.
  func freeBytes() throws(StoreError) -> Int {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { throw DiskError.system(folder) }
    return Int(
      clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        .partialValue)
  }
}
