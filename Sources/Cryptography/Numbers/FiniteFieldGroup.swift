// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// A subgroup of prime order of the numbers modulo a prime, for Diffie-Hellman.
public struct FiniteFieldGroup: Sendable, Hashable {
  /// The prime, highest byte first, without zeros in front.
  public let p: [UInt8]
  /// The generator, as long as `p`.
  public let g: [UInt8]
  /// The generator's order; nil where the document does not say it.
  public let q: [UInt8]?

  /// Takes prime, generator and its order. Throws `crypto-unknown-parameters` when the prime is not odd
  /// or outside 512...4096 bits, or the generator outside 2...p-2.
  public init(p: [UInt8], g: [UInt8], q: [UInt8]?) throws(CryptoError) {
    let prime = try BigNumber(p)
    let generator = try BigNumber(g)
    guard BN_is_odd(prime.pointer) == 1, (512...4096).contains(prime.bitCount),
      try Self.isInRange(generator, prime)
    else { throw CryptoError(.unknownParameters, doing: "taking a Diffie-Hellman group") }
    self.p = try prime.bytes(count: prime.byteCount)
    self.g = try generator.bytes(count: prime.byteCount)
    self.q = q.map { Array($0.drop { $0 == 0 }) }
  }

  /// The group of a standardized domain parameter: 0, 1, 2 for RFC 5114's 1024-bit one with an order of
  /// 160 bits, 2048-bit with 224, 2048-bit with 256; nil for another number.
  public static func standardized(_ identifier: Int) throws(CryptoError) -> FiniteFieldGroup? {
    let names = ["dh_1024_160", "dh_2048_224", "dh_2048_256"]
    guard names.indices.contains(identifier) else { return nil }
    return try NamedGroup(names[identifier]).group()
  }

  /// Bytes of an element.
  public var elementBytes: Int { p.count }

  /// Bits of the prime.
  public var primeBits: Int { 8 * p.count - (p.first?.leadingZeroBitCount ?? 0) }

  /// `base` to the power of `exponent`, as long as `p`.
  public func power(_ base: [UInt8], _ exponent: [UInt8]) throws(CryptoError) -> [UInt8] {
    let arithmetic = try ModularArithmetic(modulus: BigNumber(p))
    return try arithmetic.power(BigNumber(base), BigNumber(exponent)).bytes(count: elementBytes)
  }

  /// `a` times `b`, as long as `p`.
  public func product(_ a: [UInt8], _ b: [UInt8]) throws(CryptoError) -> [UInt8] {
    let arithmetic = try ModularArithmetic(modulus: BigNumber(p))
    return try arithmetic.product(BigNumber(a), BigNumber(b)).bytes(count: elementBytes)
  }

  /// A private key: a random number from 1 up to the order, or to p where the order is not known.
  public func randomExponent() throws(CryptoError) -> [UInt8] {
    let limit = try BigNumber(q ?? p)
    return try BigNumber.random(below: limit).bytes(count: limit.byteCount)
  }

  /// Throws `crypto-bad-key` unless the number is in 2...p-2 and, where the order is known, in the
  /// subgroup (RFC 2631, clause 2.1.5).
  public func check(publicKey: [UInt8]) throws(CryptoError) {
    let key = try BigNumber(publicKey)
    guard try Self.isInRange(key, BigNumber(p)) else { throw Self.badKey }
    guard let q else { return }
    let arithmetic = try ModularArithmetic(modulus: BigNumber(p))
    let one = try BigNumber(1)
    guard try arithmetic.power(key, BigNumber(q)).equals(one) else { throw Self.badKey }
  }

  /// The element that a number names: number ^ ((p - 1) / q) (ICAO Doc 9303-11, clause 4.4.3.3.2), of
  /// PACE's integrated mapping.
  ///
  /// Throws `crypto-unknown-parameters` where the order is not known, `crypto-bad-key` where 1 comes out.
  public func mapping(_ number: [UInt8]) throws(CryptoError) -> [UInt8] {
    guard let q else { throw CryptoError(.unknownParameters, doing: "mapping a number") }
    let prime = try BigNumber(p)
    let order = try BigNumber(q)
    let exponent = try BigNumber()
    guard let context = BN_CTX_new() else { throw CryptoError(doing: "mapping a number") }
    defer { BN_CTX_free(context) }
    guard !order.isZero, BN_sub_word(prime.pointer, 1) == 1,
      BN_div(exponent.pointer, nil, prime.pointer, order.pointer, context) == 1
    else { throw CryptoError(doing: "mapping a number") }
    let arithmetic = try ModularArithmetic(modulus: BigNumber(p))
    let element = try arithmetic.power(try arithmetic.reduced(BigNumber(number)), exponent)
    guard try Self.isInRange(element, BigNumber(p)) else { throw Self.badKey }
    return try element.bytes(count: elementBytes)
  }

  private static var badKey: CryptoError { CryptoError(.badKey, doing: "checking a public key") }

  /// 2...p-2.
  private static func isInRange(
    _ number: borrowing BigNumber, _ prime: borrowing BigNumber
  ) throws(CryptoError) -> Bool {
    let two = try BigNumber(2)
    let high = try BigNumber()
    guard BN_sub(high.pointer, prime.pointer, two.pointer) == 1 else { return false }
    return !number.isLess(than: two) && !high.isLess(than: number)
  }
}

/// A group that OpenSSL knows by name; saves long constants here.
private struct NamedGroup: ~Copyable {
  private let key: OpaquePointer

  init(_ name: String) throws(CryptoError) {
    let failure = CryptoError(doing: "preparing a Diffie-Hellman group")
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "DHX", nil) else { throw failure }
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_paramgen_init(context) == 1,
      EVP_PKEY_CTX_set_group_name(context, name) == 1,
      EVP_PKEY_paramgen(context, &key) == 1, let key
    else { throw failure }
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  func group() throws(CryptoError) -> FiniteFieldGroup {
    try FiniteFieldGroup(p: number("p"), g: number("g"), q: number("q"))
  }

  private func number(_ name: String) throws(CryptoError) -> [UInt8] {
    var pointer: OpaquePointer?
    guard EVP_PKEY_get_bn_param(key, name, &pointer) == 1,
      let number = BigNumber(owning: pointer)
    else { throw CryptoError(doing: "preparing a Diffie-Hellman group") }
    return try number.bytes(count: number.byteCount)
  }
}
