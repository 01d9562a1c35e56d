// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// A curve written out instead of named, as many states do (BSI TR-03111; ICAO Doc 9303-12).
public struct CurveParameters: Sendable, Hashable {
  /// The field's prime.
  public let p: [UInt8]
  /// The coefficient a.
  public let a: [UInt8]
  /// The coefficient b.
  public let b: [UInt8]
  /// The generator: `04 || x || y`, or compressed.
  public let generator: [UInt8]
  /// The generator's order.
  public let order: [UInt8]

  /// Takes numbers with the highest byte first; zeros in front do not matter.
  public init(p: [UInt8], a: [UInt8], b: [UInt8], generator: [UInt8], order: [UInt8]) {
    (self.p, self.a, self.b, self.generator, self.order) = (p, a, b, generator, order)
  }

  /// The standardized curve that has all these parameters; others are not trusted.
  ///
  /// Throws `crypto-unknown-parameters` when there is none.
  public func standardized() throws(CryptoError) -> EllipticCurve {
    for curve in EllipticCurve.allCases where try isSame(as: curve) { return curve }
    throw CryptoError(.unknownParameters, doing: "recognising an elliptic curve")
  }

  private func isSame(as curve: EllipticCurve) throws(CryptoError) -> Bool {
    let group = try CurveGroup(curve)
    let known = try group.coefficients()
    let p = try BigNumber(p)
    let order = try BigNumber(order)
    guard known.p.equals(p), try group.order().equals(order) else { return false }
    let a = try BigNumber(a)
    let b = try BigNumber(b)
    guard known.a.equals(a), known.b.equals(b) else { return false }
    let standard = try group.multiple([1])
    let parity = (standard.encoded.last ?? 0) & 1
    return generator == standard.encoded || generator == [2 + parity] + standard.x
  }
}
