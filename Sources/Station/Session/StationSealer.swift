// SPDX-License-Identifier: Apache-2.0

public import Cryptography
public import Records

/// Seals records for the centre: one archive of their files, signed by the station, encrypted to the
/// centre's and a recovery certificate.
public struct StationSealer: RecordSealer {
  private let signer: any MessageSigner
  private let recipients: [Certificate]

  /// Takes the station's key and the certificates of those who may open its records.
  public init(signer: any MessageSigner, recipients: [Certificate]) {
    (self.signer, self.recipients) = (signer, recipients)
  }

  /// Seals the files of one record.
  ///
  /// Throws `RecordError`, `SealError`, `CryptoError`, or what the signer throws.
  public func seal(_ parts: [RecordPart], record: String, at time: UTCTime) throws -> [UInt8] {
    try SealedMessage.seal(
      RecordArchive(parts).encoded(at: time), by: signer, at: Int64(time.secondsSince1970),
      for: recipients)
  }
}
