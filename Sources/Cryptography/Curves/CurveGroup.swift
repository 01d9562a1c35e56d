// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// OpenSSL's group of a curve with its working memory; frees itself.
struct CurveGroup: ~Copyable {
  let curve: EllipticCurve
  let group: OpaquePointer
  let context: OpaquePointer

  init(_ curve: EllipticCurve) throws(CryptoError) {
    let failure = CryptoError(doing: "preparing the curve \(curve.name)")
    let identifier = OBJ_txt2nid(curve.name)
    guard let group = EC_GROUP_new_by_curve_name(identifier) else { throw failure }
    guard let context = BN_CTX_new() else {
      EC_GROUP_free(group)
      throw failure
    }
    (self.curve, self.group, self.context) = (curve, group, context)
  }

  deinit {
    EC_GROUP_free(group)
    BN_CTX_free(context)
  }

  /// Bytes of a number below the generator's order.
  var orderBytes: Int { (Int(EC_GROUP_order_bits(group)) + 7) / 8 }

  /// The generator's order n.
  func order() throws(CryptoError) -> BigNumber {
    let order = try BigNumber()
    guard EC_GROUP_get_order(group, order.pointer, context) == 1 else { throw failure }
    return order
  }

  /// p, a and b of y² = x³ + ax + b modulo p.
  func coefficients() throws(CryptoError) -> CurveCoefficients {
    let p = try BigNumber()
    let a = try BigNumber()
    let b = try BigNumber()
    guard EC_GROUP_get_curve(group, p.pointer, a.pointer, b.pointer, context) == 1 else {
      throw failure
    }
    return CurveCoefficients(p: p, a: a, b: b)
  }

  /// A point of an encoding `04 || x || y`. Throws `crypto-bad-key` off the curve.
  func decoded(_ encoding: [UInt8]) throws(CryptoError) -> GroupPoint {
    let point = try GroupPoint(self)
    guard encoding.count == 1 + 2 * curve.fieldBytes, encoding.first == 4,
      EC_POINT_oct2point(group, point.pointer, encoding, encoding.count, context) == 1,
      EC_POINT_is_on_curve(group, point.pointer, context) == 1
    else {
      ERR_clear_error()
      throw CryptoError(.badKey, doing: "taking a point of \(curve.name)")
    }
    return point
  }

  /// `04 || x || y`. Throws `crypto-bad-key` for infinity, which no protocol may end in.
  func encoded(_ point: borrowing GroupPoint) throws(CryptoError) -> [UInt8] {
    guard EC_POINT_is_at_infinity(group, point.pointer) == 0 else {
      throw CryptoError(.badKey, doing: "computing a point of \(curve.name)")
    }
    var bytes = [UInt8](repeating: 0, count: 1 + 2 * curve.fieldBytes)
    let written = EC_POINT_point2oct(
      group, point.pointer, POINT_CONVERSION_UNCOMPRESSED, &bytes, bytes.count, context)
    guard written == bytes.count else { throw failure }
    return bytes
  }

  var failure: CryptoError { CryptoError(doing: "computing on the curve \(curve.name)") }
}

/// p, a and b of a curve.
struct CurveCoefficients: ~Copyable {
  let p, a, b: BigNumber
}

/// A point that frees itself.
struct GroupPoint: ~Copyable {
  let pointer: OpaquePointer

  init(_ group: borrowing CurveGroup) throws(CryptoError) {
    guard let pointer = EC_POINT_new(group.group) else { throw group.failure }
    self.pointer = pointer
  }

  deinit { EC_POINT_clear_free(pointer) }
}
