// SPDX-License-Identifier: Apache-2.0

public import Cryptography
import Foundation

/// What `station init` leaves: the protected keys, the station's certificate, and the certificates
/// that records are sealed to, which are pinned thereby.
public struct ProvisionedStation: Sendable, Hashable, Codable {
  /// Name of the file in the station's folder.
  public static let fileName = "station.json"
  /// Largest file that is read, in bytes.
  public static let maximumBytes = 1 << 18
  private static let format = "sinhtrac-station-1"

  private let format: String
  /// The station's name, as in its certificate.
  public let name: String
  /// The keys, locked.
  public let keys: ProtectedKeys
  private let certificateDER: Data
  private let centreDER: Data
  private let recoveryDER: Data

  /// Takes keys that are made, and certificates.
  public init(
    name: String, keys: ProtectedKeys, certificate: Certificate, centre: Certificate,
    recovery: Certificate
  ) {
    (format, self.name, self.keys) = (Self.format, name, keys)
    certificateDER = Data(certificate.der)
    (centreDER, recoveryDER) = (Data(centre.der), Data(recovery.der))
  }

  /// Reads the file. Throws `key-file`.
  public init(decoding bytes: [UInt8]) throws(KeyProtectionError) {
    guard bytes.count <= Self.maximumBytes,
      let read = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
      read.format == Self.format, (try? read.recipients()) != nil
    else { throw .damaged() }
    self = read
  }

  /// The file: JSON with sorted keys. Throws `key-file` when JSON cannot say it.
  public func encoded() throws(KeyProtectionError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return try Array(encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      throw .damaged(error)
    }
  }

  /// The station's own certificate. Throws `crypto-malformed`.
  public func certificate() throws(CryptoError) -> Certificate {
    try Certificate(der: Array(certificateDER))
  }

  /// The centre's certificate, then the recovery certificate. Throws `crypto-malformed`.
  public func recipients() throws(CryptoError) -> [Certificate] {
    [try Certificate(der: Array(centreDER)), try Certificate(der: Array(recoveryDER))]
  }

  /// Unlocks the keys by passphrase or PIN: what seals the disk, and what signs records.
  ///
  /// Throws as `KeyProtector.unlock` does.
  public func unlock(_ secret: String) throws -> (storageKey: SecretKey, signer: CertifiedKey) {
    let unlocked = try keys.protector.unlock(secret)
    return (
      unlocked.storageKey,
      try CertifiedKey(key: unlocked.signingKey, certificate: certificate())
    )
  }
}
