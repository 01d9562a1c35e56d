// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// A finished application as it leaves the station: signed, encrypted for the centre, closed to everybody
/// else.
public struct SealedRecord: Sendable, Hashable {
  /// Largest record, in bytes: CMS is opened in memory at several times its size.
  public static let limit = 100 << 20

  /// Its id for ever.
  public let id: RecordID
  /// The CMS message.
  public let bytes: [UInt8]
  /// SHA-256 of the bytes; with the id it says at every place whether it is the same record.
  public let digest: Digest256

  /// Throws `store-invalid-value` for an empty or too large record.
  public init(id: RecordID, bytes: [UInt8]) throws(StoreError) {
    guard (1...Self.limit).contains(bytes.count) else {
      throw .invalid("A sealed record", "1 to \(Self.limit) bytes")
    }
    (self.id, self.bytes) = (id, bytes)
    do { digest = try SHA256.digest(of: bytes) } catch { throw DiskError.translating(error) }
  }
}
