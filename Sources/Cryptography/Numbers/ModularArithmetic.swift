// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// Arithmetic modulo a number, over OpenSSL.
struct ModularArithmetic: ~Copyable {
  let modulus: BigNumber
  private let context: OpaquePointer

  init(modulus: consuming BigNumber) throws(CryptoError) {
    guard !modulus.isZero, let context = BN_CTX_new() else {
      throw CryptoError(doing: "preparing modular arithmetic")
    }
    self.modulus = modulus
    self.context = context
  }

  deinit { BN_CTX_free(context) }

  func reduced(_ a: borrowing BigNumber) throws(CryptoError) -> BigNumber {
    let result = try BigNumber()
    try check(BN_nnmod(result.pointer, a.pointer, modulus.pointer, context))
    return result
  }

  func sum(_ a: borrowing BigNumber, _ b: borrowing BigNumber) throws(CryptoError) -> BigNumber {
    let result = try BigNumber()
    try check(BN_mod_add(result.pointer, a.pointer, b.pointer, modulus.pointer, context))
    return result
  }

  func negative(_ a: borrowing BigNumber) throws(CryptoError) -> BigNumber {
    let result = try BigNumber()
    let zero = try BigNumber()
    try check(BN_mod_sub(result.pointer, zero.pointer, a.pointer, modulus.pointer, context))
    return result
  }

  func product(
    _ a: borrowing BigNumber, _ b: borrowing BigNumber
  ) throws(CryptoError) -> BigNumber {
    let result = try BigNumber()
    try check(BN_mod_mul(result.pointer, a.pointer, b.pointer, modulus.pointer, context))
    return result
  }

  func power(
    _ base: borrowing BigNumber, _ exponent: borrowing BigNumber
  ) throws(CryptoError) -> BigNumber {
    let result = try BigNumber()
    // The exponent may be a private key.
    BN_set_flags(exponent.pointer, BN_FLG_CONSTTIME)
    try check(BN_mod_exp(result.pointer, base.pointer, exponent.pointer, modulus.pointer, context))
    return result
  }

  /// Throws `crypto-bad-key` when there is none.
  func inverse(_ a: borrowing BigNumber) throws(CryptoError) -> BigNumber {
    let result = try BigNumber()
    guard BN_mod_inverse(result.pointer, a.pointer, modulus.pointer, context) != nil else {
      ERR_clear_error()
      throw CryptoError(.badKey, doing: "inverting a number")
    }
    return result
  }

  private func check(_ status: Int32) throws(CryptoError) {
    guard status == 1 else {
      ERR_clear_error()
      throw CryptoError(doing: "computing with large numbers")
    }
  }
}
