// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import GRDB
import Records
import Synchronization
import Testing

@testable import Store

/// A store in a folder of its own with clocks that tests set; the folder goes at the end.
final class TestStore: Sendable {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
  let key: SecretKey
  let time = TestClock()

  init() throws { key = try SecretKey() }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func open(key: SecretKey? = nil) throws -> StationStore {
    var settings = StoreSettings()
    settings.scryptCost = 1 << 8
    return try StationStore(
      folder: folder, key: key ?? self.key, signer: Self.signer, openReceipt: Self.openReceipt,
      settings: settings, clock: time.clock)
  }

  /// A signature for tests: the digest backwards.
  static let signer: HeadSigner = { $0.bytes.reversed() }
  static let check: SignatureCheck = { $0.bytes.reversed() == $1 }

  /// A receipt for tests: `centre:` and the JSON.
  static let openReceipt: ReceiptOpener = { bytes in
    guard bytes.starts(with: "centre:".utf8) else { throw StoreError(.badReceipt, "not ours") }
    return try Receipt(decoding: Array(bytes.dropFirst(7)))
  }

  static func receipt(_ record: SealedRecord, digest: Digest256? = nil) throws -> [UInt8] {
    let receipt = Receipt(
      id: record.id, digest: digest ?? record.digest, size: record.bytes.count,
      receivedAt: UTCTime(clamping: 1_800_000_000), centre: "test", sequence: 1)
    return try Array("centre:".utf8) + receipt.encoded()
  }

  static func record(_ text: String = "sealed bytes") throws -> SealedRecord {
    try SealedRecord(
      id: RecordID(at: UTCTime(clamping: 1_800_000_000)), bytes: Array(text.utf8))
  }

  /// Every file below the folder with its path.
  func files(below part: String = "") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder + "/" + part).sorted()
  }

  /// Whether any file holds these bytes.
  func holds(_ bytes: [UInt8]) throws -> Bool {
    try files().contains {
      FileManager.default.contents(atPath: folder + "/" + $0)?.range(of: Data(bytes)) != nil
    }
  }

  /// Changes the closed database, as somebody with the disk in his hands would.
  func sqlite(_ statements: String) throws {
    try DatabaseQueue(path: folder + "/store.sqlite").write { try $0.execute(sql: statements) }
  }
}

/// Clocks that stand still until they are moved.
final class TestClock: Sendable {
  private let reading = Mutex((wall: 1_795_000_000, monotonic: 1000, boot: Boots.first))

  enum Boots {
    static let first = "00000000-0000-4000-8000-000000000001"
    static let second = "00000000-0000-4000-8000-000000000002"
  }

  var clock: StationClock {
    StationClock { [self] in
      reading.withLock {
        StationClock.Reading(
          wall: UTCTime(clamping: $0.wall), monotonic: $0.monotonic, boot: $0.boot)
      }
    }
  }

  /// Time goes by.
  func pass(_ seconds: Int) {
    reading.withLock {
      $0.wall += seconds
      $0.monotonic += seconds
    }
  }

  /// Somebody sets the wall clock.
  func set(by seconds: Int) { reading.withLock { $0.wall += seconds } }

  /// The machine is started again.
  func restart(wall seconds: Int) {
    reading.withLock { $0 = ($0.wall + seconds, 1, Boots.second) }
  }
}
