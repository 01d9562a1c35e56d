// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography

/// The invented state that signs sample cards: an authority and the signer that it certifies.
struct SampleIssuer {
  /// The authority's own certificate. ZZ is no country.
  let authority: Certificate
  private let signer: Certificate
  private let signerKey: SigningKey

  private static let year: Int64 = 365 * 86_400

  /// Makes keys and certificates that are valid at the day of issue, and for 20 years.
  init(_ issue: DocumentHolder.Day) throws(CryptoError) {
    let validity = (issue.seconds - Self.year)...(issue.seconds + 20 * Self.year)
    let authorityKey = try SigningKey(on: .brainpoolP256r1)
    signerKey = try SigningKey(on: .brainpoolP256r1)
    authority = try .issue(
      for: authorityKey, country: "ZZ", name: "Sinhtrac sample CSCA", serialNumber: 1,
      validity: validity)
    signer = try .issue(
      for: signerKey, country: "ZZ", name: "Sinhtrac sample signer", serialNumber: 2,
      validity: validity, by: (authority, authorityKey))
  }

  /// EF.SOD: the digests of the data groups, signed (ICAO Doc 9303-10, clause 4.6.2).
  func securityObject(over groups: [(number: Int, bytes: [UInt8])]) throws(CryptoError) -> [UInt8] {
    var digests: [UInt8] = []
    for group in groups {
      let digest = try HashFunction.sha256.digest(of: group.bytes)
      let number = TLV.encoding(0x02, [UInt8(truncatingIfNeeded: group.number)])
      digests += TLV.encoding(0x30, number + TLV.encoding(0x04, digest))
    }
    let sha256: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
    let algorithm = TLV.encoding(0x30, TLV.encoding(0x06, sha256) + TLV.encoding(0x05, []))
    let object = TLV.encoding(
      0x30, TLV.encoding(0x02, [0]) + algorithm + TLV.encoding(0x30, digests))
    let message = try SignedMessage.signing(
      object, contentType: "2.23.136.1.1.1", by: signer, key: signerKey)
    return TLV.encoding(0x77, message)
  }
}
