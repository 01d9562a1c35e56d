// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// An RSA public key, for signatures with message recovery, which certificates do not cover.
public struct RSAPublicKey: Sendable, Hashable {
  /// The modulus, highest byte first, without zeros in front.
  public let modulus: [UInt8]
  /// The public exponent.
  public let exponent: [UInt8]

  /// Throws `crypto-bad-key` unless the modulus is odd with 512...8192 bits and the exponent odd with at
  /// most 64 bits: more would let a hostile chip keep us computing.
  public init(modulus: [UInt8], exponent: [UInt8]) throws(CryptoError) {
    let n = try BigNumber(modulus)
    let e = try BigNumber(exponent)
    guard BN_is_odd(n.pointer) == 1, (512...8192).contains(n.bitCount), BN_is_odd(e.pointer) == 1,
      (2...64).contains(e.bitCount)
    else { throw CryptoError(.badKey, doing: "taking an RSA key") }
    self.modulus = try n.bytes(count: n.byteCount)
    self.exponent = try e.bytes(count: e.byteCount)
  }

  /// The signature to the power of the public exponent, as long as the modulus (RSAVP1 of RFC 8017).
  ///
  /// Throws `crypto-bad-key` when the signature is not below the modulus.
  public func recovered(from signature: [UInt8]) throws(CryptoError) -> [UInt8] {
    let arithmetic = try ModularArithmetic(modulus: BigNumber(modulus))
    let number = try BigNumber(signature)
    guard number.isLess(than: arithmetic.modulus) else {
      throw CryptoError(.badKey, doing: "recovering a signed message")
    }
    return try arithmetic.power(number, BigNumber(exponent)).bytes(count: modulus.count)
  }
}
