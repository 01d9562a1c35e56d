// SPDX-License-Identifier: Apache-2.0

import Cryptography
import FoundationEssentials
import Records

/// What lies in a folder `KIT-NUMBER` on a stick; signed by the kit that wrote it.
public struct StickManifest: Sendable, Hashable, Codable {
  /// One sealed record, in the file `ID.cms`.
  public struct Item: Sendable, Hashable, Codable {
    /// The record's id.
    public let id: RecordID
    /// SHA-256 of the file, in hexadecimal digits.
    public let sha256: String
    /// Bytes of the file.
    public let size: Int
  }

  /// Version of this layout.
  public static let currentVersion = 1
  /// Longest manifest, in bytes.
  public static let limit = 16 << 20
  /// Most records of one folder.
  public static let mostRecords = 50_000

  /// `currentVersion`.
  public let version: Int
  /// Name of the kit.
  public let kit: String
  /// Running number of the kit's sticks.
  public let number: Int
  /// When it was written, `YYYY-MM-DDThh:mm:ssZ`.
  public let made: String
  /// The records, each once.
  public let records: [Item]
  /// Number of the audit log's last row then.
  public let auditNumber: Int
  /// The audit chain's hash then, in hexadecimal digits.
  public let auditHash: String

  init(kit: String, number: Int, made: UTCTime, entries: [OutboxEntry], audit: AuditHead) {
    version = Self.currentVersion
    (self.kit, self.number, self.made) = (kit, number, made.description)
    records = entries.map { Item(id: $0.id, sha256: $0.digest.hexadecimal, size: $0.size) }
    (auditNumber, auditHash) = (audit.number, audit.hash.hexadecimal)
  }

  /// The folder's name.
  public var folderName: String { "\(kit)-\(number)" }

  /// The audit log's end then; keep it to verify the station's log against.
  public var auditHead: AuditHead? {
    Digest256(hexadecimal: auditHash).map { AuditHead(number: auditNumber, hash: $0) }
  }

  func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }

  /// Reads a manifest; throws `stick-altered` for what no station writes.
  public init(decoding bytes: [UInt8]) throws(StoreError) {
    guard bytes.count <= Self.limit,
      let manifest = try? JSONDecoder().decode(StickManifest.self, from: Data(bytes)),
      manifest.isSound
    else { throw .altered("its manifest cannot be read") }
    self = manifest
  }

  private var isSound: Bool {
    version == Self.currentVersion && Self.isKit(kit) && number > 0 && UTCTime(made) != nil
      && records.count <= Self.mostRecords && Set(records.map(\.id)).count == records.count
      && records.allSatisfy {
        (1...SealedRecord.limit).contains($0.size) && Digest256(hexadecimal: $0.sha256) != nil
      }
      && auditNumber >= 0 && auditHead != nil
  }

  /// Whether it is the name of a kit: it becomes part of a folder's name.
  static func isKit(_ name: String) -> Bool {
    (1...20).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
      }
  }

  /// What is signed: SHA-256 over `sinhtrac-stick`, a line feed, and the manifest's bytes.
  static func digest(_ manifest: [UInt8]) throws(CryptoError) -> Digest256 {
    try SHA256.digest(of: Array("sinhtrac-stick\n".utf8) + manifest)
  }
}

extension StoreError {
  static func altered(_ what: String) -> StoreError {
    StoreError(
      .alteredStick,
      "The stick is not as a station wrote it: \(what). Nothing of it was taken; export again, and "
        + "tell the office.")
  }

  /// A failing stick is no reason to close the store.
  static func ofStick(_ error: StoreError) -> StoreError {
    guard [.diskFailed, .diskFull, .unusable, .damaged].contains(error.reason) else { return error }
    return StoreError(
      error.reason == .damaged ? .alteredStick : .unusable,
      "The stick cannot be used, nothing in the outbox has changed. Try another one with enough room.",
      cause: error)
  }
}
