// SPDX-License-Identifier: Apache-2.0

public import Cryptography
import FoundationEssentials
public import Records

/// What the centre signs when a record is in its database for good.
public struct Receipt: Sendable, Hashable, Codable {
  /// The record.
  public let id: RecordID
  /// SHA-256 of the sealed bytes, in hexadecimal digits.
  public let sha256: String
  /// Sealed bytes.
  public let size: Int
  /// When the centre had it, `YYYY-MM-DDThh:mm:ssZ`.
  public let receivedAt: String
  /// Name of the centre.
  public let centre: String
  /// Running number of the centre's receipts.
  public let sequence: Int

  /// Takes the parts.
  public init(
    id: RecordID, digest: Digest256, size: Int, receivedAt: UTCTime, centre: String, sequence: Int
  ) {
    (self.id, sha256, self.size) = (id, digest.hexadecimal, size)
    (self.receivedAt, self.centre, self.sequence) = (receivedAt.description, centre, sequence)
  }

  /// The JSON that is signed, members in alphabetical order.
  public func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }

  /// Longest receipt with its signature, in bytes.
  public static let limit = 64 << 10

  /// Reads the JSON; throws `receipt-refused` for anything else.
  public init(decoding bytes: [UInt8]) throws(StoreError) {
    guard bytes.count <= Self.limit,
      let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(bytes)),
      UTCTime(receipt.receivedAt) != nil, Digest256(hexadecimal: receipt.sha256) != nil
    else { throw StoreError(.badReceipt, "A receipt cannot be read; ask the centre for it again.") }
    self = receipt
  }

  /// The moment of `receivedAt`.
  public var time: UTCTime { UTCTime(receivedAt) ?? UTCTime(clamping: 0) }

  /// Whether it is for this record with exactly these bytes.
  public func covers(_ entry: OutboxEntry) -> Bool {
    id == entry.id && Digest256(hexadecimal: sha256) == entry.digest && size == entry.size
  }
}

/// Opens a receipt as it came, checks that the centre signed it, and gives what was signed; throws where
/// the signature is not the centre's.
public typealias ReceiptOpener = @Sendable ([UInt8]) throws -> Receipt
