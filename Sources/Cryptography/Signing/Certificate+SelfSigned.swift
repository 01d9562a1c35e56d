// SPDX-License-Identifier: Apache-2.0

import Bytes

extension Certificate {
  /// What a certificate's key may be used for (RFC 5280, clause 4.2.1.3).
  public enum Usage: Sendable, Hashable, CaseIterable {
    /// Signing data: a station.
    case signing
    /// Opening what was sealed to it: a recovery key.
    case opening
    /// Both: a centre that also signs receipts.
    case signingAndOpening
  }

  /// A certificate that the key signs itself, to be trusted by itself (pinned): for offices without an
  /// authority of their own.
  ///
  /// `validity` in seconds since 1970. Throws what the key throws.
  public static func selfSigned(
    for key: any DigestSigner, name: DistinguishedName, validity: ClosedRange<Int64>,
    usage: Usage
  ) throws -> Certificate {
    var number = try RandomBytes.make(16)
    // A positive number without a zero in front.
    number[0] = number[0] & 0x3f | 0x40
    let content = DER.sequence(
      DER.tagged(0, DER.integer(2)), TLV.encoding(0x02, number), DER.signatureAlgorithm(key.kind),
      name.encoded,
      DER.sequence(DER.time(validity.lowerBound), DER.time(validity.upperBound)), name.encoded,
      key.subjectPublicKeyInfo, DER.tagged(3, DER.sequence(try extensions(key, usage))))
    return try Certificate(der: DER.signed(content, by: key))
  }

  private static func extensions(
    _ key: any DigestSigner, _ usage: Usage
  ) throws(CryptoError) -> [[UInt8]] {
    // RFC 7093, clause 2: the left 160 bits of SHA-256 over the key.
    let identifier = try SHA256.digest(of: key.subjectPublicKeyInfo).bytes.prefix(20)
    let noAuthority = DER.sequence()
    return [
      ("2.5.29.14", false, DER.octets(Array(identifier))),
      ("2.5.29.19", true, noAuthority),
      ("2.5.29.15", true, bits(of: usage, key.kind)),
    ].map { type, isCritical, value in
      DER.sequence(
        DER.identifier(type), isCritical ? DER.boolean(true) : [], DER.octets(value))
    }
  }

  /// KeyUsage: the first bit is the highest; unused bits are counted in front.
  private static func bits(of usage: Usage, _ kind: PrivateKey.Kind) -> [UInt8] {
    let signing: UInt8 = usage == .opening ? 0 : 0x80
    // keyAgreement for EC, keyEncipherment for RSA.
    let opening: UInt8 = usage == .signing ? 0 : kind == .p256 ? 0x08 : 0x20
    let bits = signing | opening
    return TLV.encoding(0x03, [UInt8(bits.trailingZeroBitCount), bits])
  }
}
