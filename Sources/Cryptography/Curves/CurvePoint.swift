// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// A point of a curve, never infinity, that was checked to lie on it.
public struct CurvePoint: Sendable, Hashable {
  /// The curve.
  public let curve: EllipticCurve
  /// `04 || x || y` (BSI TR-03111, clause 3.2.1).
  public let encoded: [UInt8]

  /// Takes `04 || x || y`. Throws `crypto-bad-key` when it is no point of the curve.
  public init(_ curve: EllipticCurve, encoded: [UInt8]) throws(CryptoError) {
    let group = try CurveGroup(curve)
    _ = try group.decoded(encoded)
    (self.curve, self.encoded) = (curve, encoded)
  }

  init(_ curve: EllipticCurve, checked: [UInt8]) {
    (self.curve, self.encoded) = (curve, checked)
  }

  /// The x coordinate, padded to the field's length.
  public var x: [UInt8] { Array(encoded.dropFirst().prefix(curve.fieldBytes)) }

  /// The curve's standard generator.
  public static func generator(of curve: EllipticCurve) throws(CryptoError) -> CurvePoint {
    let group = try CurveGroup(curve)
    return try group.multiple([1])
  }

  /// This point times a number. Throws `crypto-bad-key` when infinity comes out.
  public func multiplied(by scalar: [UInt8]) throws(CryptoError) -> CurvePoint {
    let group = try CurveGroup(curve)
    let factor = try BigNumber(scalar)
    let point = try group.decoded(encoded)
    let result = try GroupPoint(group)
    guard
      EC_POINT_mul(
        group.group, result.pointer, nil, point.pointer, factor.pointer, group.context) == 1
    else { throw group.failure }
    return CurvePoint(curve, checked: try group.encoded(result))
  }

  /// The standard generator times `scalar`, plus this point: the generic mapping of PACE.
  ///
  /// Throws `crypto-bad-key` when infinity comes out.
  public func addingGenerator(times scalar: [UInt8]) throws(CryptoError) -> CurvePoint {
    let group = try CurveGroup(curve)
    let factor = try BigNumber(scalar)
    let one = try BigNumber(1)
    let point = try group.decoded(encoded)
    let result = try GroupPoint(group)
    guard
      EC_POINT_mul(
        group.group, result.pointer, factor.pointer, point.pointer, one.pointer, group.context) == 1
    else { throw group.failure }
    return CurvePoint(curve, checked: try group.encoded(result))
  }
}

extension CurveGroup {
  /// The standard generator times a number.
  func multiple(_ scalar: [UInt8]) throws(CryptoError) -> CurvePoint {
    let factor = try BigNumber(scalar)
    let result = try GroupPoint(self)
    guard EC_POINT_mul(group, result.pointer, factor.pointer, nil, nil, context) == 1 else {
      throw failure
    }
    return CurvePoint(curve, checked: try encoded(result))
  }
}
