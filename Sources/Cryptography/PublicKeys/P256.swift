// SPDX-License-Identifier: Apache-2.0

import Bytes

/// Encodings of P-256 values that devices give as bare numbers.
public enum P256 {
  /// Bytes of a coordinate or of half a signature.
  public static let count = 32

  /// SubjectPublicKeyInfo (RFC 5480) of a public point; zeros in front may be left out.
  ///
  /// Throws `crypto-bad-key` for numbers that are too long.
  public static func subjectPublicKeyInfo(x: [UInt8], y: [UInt8]) throws(CryptoError) -> [UInt8] {
    let algorithm = DER.algorithm(
      ObjectIdentifiers.ecPublicKey, DER.identifier("1.2.840.10045.3.1.7"))
    return DER.sequence(algorithm, DER.bits([4] + (try padded(x)) + (try padded(y))))
  }

  /// ECDSA-Sig-Value (RFC 3279) of a signature's two numbers.
  ///
  /// Throws `crypto-bad-key` for numbers that are too long.
  public static func signature(r: [UInt8], s: [UInt8]) throws(CryptoError) -> [UInt8] {
    DER.sequence(number(try padded(r)), number(try padded(s)))
  }

  private static func padded(_ number: [UInt8]) throws(CryptoError) -> [UInt8] {
    guard number.count <= count else {
      throw CryptoError(.badKey, doing: "taking a number of P-256")
    }
    return [UInt8](repeating: 0, count: count - number.count) + number
  }

  /// An INTEGER that is not negative, in the shortest form.
  private static func number(_ bytes: [UInt8]) -> [UInt8] {
    let short = Array(bytes.drop { $0 == 0 })
    let needsZero = short.first.map { $0 & 0x80 != 0 } ?? true
    return TLV.encoding(0x02, (needsZero ? [0] : []) + short)
  }
}
