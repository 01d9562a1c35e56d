// SPDX-License-Identifier: Apache-2.0

import CCrypto

extension CurvePoint {
  /// The point that a number names: the simplified Shallue-van de Woestijne-Ulas mapping in affine
  /// coordinates for p = 3 modulo 4 (ICAO Doc 9303-11, appendix B.2), of PACE's integrated mapping.
  ///
  /// `number` is reduced modulo p. Throws `crypto-unknown-parameters` for P-224, whose p is 1 modulo 4,
  /// and `crypto-bad-key` for the few numbers without a point.
  public static func mapping(
    _ number: [UInt8], to curve: EllipticCurve
  ) throws(CryptoError) -> CurvePoint {
    guard curve != .p224 else {
      throw CryptoError(.unknownParameters, doing: "mapping a number to a curve")
    }
    let group = try CurveGroup(curve)
    let known = try group.coefficients()
    let field = try ModularArithmetic(modulus: BigNumber(known.p.bytes(count: curve.fieldBytes)))
    let t = try field.reduced(BigNumber(number))
    return try map(t, field, known, group)
  }

  private static func map(
    _ t: borrowing BigNumber, _ field: borrowing ModularArithmetic,
    _ curve: borrowing CurveCoefficients, _ group: borrowing CurveGroup
  ) throws(CryptoError) -> CurvePoint {
    let one = try BigNumber(1)
    // alpha = -t², X2 = -b/a (1 + 1 / (alpha + alpha²)), X3 = alpha X2
    let alpha = try field.negative(try field.product(t, t))
    let denominator = try field.sum(alpha, try field.product(alpha, alpha))
    let factor = try field.sum(one, try field.inverse(denominator))
    let ratio = try field.product(try field.negative(curve.b), try field.inverse(curve.a))
    let x2 = try field.product(ratio, factor)
    let x3 = try field.product(alpha, x2)
    // h2 = X2³ + a X2 + b, U = t³ h2, A = h2 ^ (p - 1 - (p + 1) / 4)
    let h2 = try right(x2, field, curve)
    let u = try field.product(try field.product(t, try field.product(t, t)), h2)
    let a = try field.power(h2, try rootExponent(curve.p))
    let test = try field.product(try field.product(a, a), h2)
    return test.equals(one)
      ? try point(x2, try field.product(a, h2), group)
      : try point(x3, try field.product(a, u), group)
  }

  /// x³ + ax + b.
  private static func right(
    _ x: borrowing BigNumber, _ field: borrowing ModularArithmetic,
    _ curve: borrowing CurveCoefficients
  ) throws(CryptoError) -> BigNumber {
    let cube = try field.product(x, try field.product(x, x))
    return try field.sum(try field.sum(cube, try field.product(curve.a, x)), curve.b)
  }

  /// p - 1 - (p + 1) / 4.
  private static func rootExponent(_ p: borrowing BigNumber) throws(CryptoError) -> BigNumber {
    let quarter = try BigNumber()
    let result = try BigNumber()
    guard BN_copy(quarter.pointer, p.pointer) != nil, BN_add_word(quarter.pointer, 1) == 1,
      BN_rshift(quarter.pointer, quarter.pointer, 2) == 1,
      BN_sub(result.pointer, p.pointer, quarter.pointer) == 1, BN_sub_word(result.pointer, 1) == 1
    else { throw CryptoError(doing: "mapping a number to a curve") }
    return result
  }

  private static func point(
    _ x: borrowing BigNumber, _ y: borrowing BigNumber, _ group: borrowing CurveGroup
  ) throws(CryptoError) -> CurvePoint {
    let count = group.curve.fieldBytes
    let encoded = [4] + (try x.bytes(count: count)) + (try y.bytes(count: count))
    return try CurvePoint(group.curve, encoded: encoded)
  }
}
