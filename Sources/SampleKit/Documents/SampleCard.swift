// SPDX-License-Identifier: Apache-2.0

import Bytes
public import Cryptography
import Document

/// A card in the manner of the Vietnamese one, for an invented person: files, keys, and the invented
/// state that signed it. Keys are made anew each time and are nobody's.
public struct SampleCard: Sendable {
  /// Whose card it is.
  public let holder: DocumentHolder
  /// The invented state's certificate: who trusts it finds the card genuine.
  public let authority: Certificate
  /// File name to content, in the application.
  let files: [UInt16: [UInt8]]
  /// EF.CardAccess, outside of it.
  let cardAccess: [UInt8]
  /// Private key of Chip Authentication.
  let chipKey: [UInt8]
  /// Key of Active Authentication.
  let signatureKey: SigningKey

  /// The curve of all keys on the card: brainpoolP256r1, number 13 of ICAO Doc 9303-11, table 6.
  static let curve = EllipticCurve.brainpoolP256r1
  /// Files that only the state's own terminals may read.
  static let closedFiles: Set<UInt16> = [0x0103]

  /// Makes a card. Throws `CryptoError`, `ImageError`.
  public init(for holder: DocumentHolder = .sampleApplicant) throws {
    let portrait = try DrawnPortrait.file()
    let groups = DataGroups(
      holder: holder, portrait: portrait,
      portraitSize: (DrawnPortrait.width, DrawnPortrait.height))
    let agreement = try DomainParameters(.curve(Self.curve))
    let chipKey = try agreement.randomPrivateKey()
    let signatureKey = try SigningKey(on: Self.curve)
    let security = CardSecurity(
      chipKey: try agreement.publicKey(of: chipKey),
      signatureKey: signatureKey.subjectPublicKeyInfo)
    let contents: [(number: Int, bytes: [UInt8])] = [
      (1, groups.zone), (2, groups.face), (3, groups.fingers), (13, groups.national),
      (14, security.options), (15, security.signatureGroup),
    ]
    let issuer = try SampleIssuer(holder.issue)
    var files = Dictionary(
      uniqueKeysWithValues: contents.map { (UInt16(0x0100 + $0.number), $0.bytes) })
    files[0x011d] = try issuer.securityObject(over: contents)
    files[0x011e] = CardSecurity.contents(contents.compactMap { $0.bytes.first })
    (self.holder, self.files, self.chipKey, self.signatureKey) =
      (holder, files, chipKey, signatureKey)
    (authority, cardAccess) = (issuer.authority, CardSecurity.cardAccess)
  }
}
