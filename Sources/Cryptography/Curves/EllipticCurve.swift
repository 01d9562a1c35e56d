// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// The curves of identity documents; raw values are the identifiers of standardized domain parameters
/// (ICAO Doc 9303-11, table 6).
public enum EllipticCurve: Int, Sendable, Hashable, CaseIterable {
  /// NIST P-192 (secp192r1).
  case p192 = 8
  /// BrainpoolP192r1 (RFC 5639).
  case brainpoolP192r1 = 9
  /// NIST P-224 (secp224r1).
  case p224 = 10
  /// BrainpoolP224r1.
  case brainpoolP224r1 = 11
  /// NIST P-256 (secp256r1).
  case p256 = 12
  /// BrainpoolP256r1.
  case brainpoolP256r1 = 13
  /// BrainpoolP320r1.
  case brainpoolP320r1 = 14
  /// NIST P-384 (secp384r1).
  case p384 = 15
  /// BrainpoolP384r1.
  case brainpoolP384r1 = 16
  /// BrainpoolP512r1.
  case brainpoolP512r1 = 17
  /// NIST P-521 (secp521r1).
  case p521 = 18

  /// Bits of the field's prime.
  public var fieldBits: Int {
    switch self {
    case .p192, .brainpoolP192r1: 192
    case .p224, .brainpoolP224r1: 224
    case .p256, .brainpoolP256r1: 256
    case .brainpoolP320r1: 320
    case .p384, .brainpoolP384r1: 384
    case .brainpoolP512r1: 512
    case .p521: 521
    }
  }

  /// Bytes of a coordinate.
  public var fieldBytes: Int { (fieldBits + 7) / 8 }

  /// The curve's name in OpenSSL.
  var name: String {
    switch self {
    case .p192: "prime192v1"
    case .p224: "secp224r1"
    case .p256: "prime256v1"
    case .p384: "secp384r1"
    case .p521: "secp521r1"
    default: "brainpoolP\(fieldBits)r1"
    }
  }

  /// The curve of a named-curve object identifier, dotted, such as `1.3.36.3.3.2.8.1.1.7`.
  public init?(objectIdentifier: String) {
    guard let found = Self.allCases.first(where: { $0.objectIdentifier == objectIdentifier }) else {
      return nil
    }
    self = found
  }

  /// The named-curve object identifier, dotted (RFC 5480, RFC 5639).
  public var objectIdentifier: String {
    switch self {
    case .p192: "1.2.840.10045.3.1.1"
    case .p224: "1.3.132.0.33"
    case .p256: "1.2.840.10045.3.1.7"
    case .p384: "1.3.132.0.34"
    case .p521: "1.3.132.0.35"
    case .brainpoolP192r1: "1.3.36.3.3.2.8.1.1.3"
    case .brainpoolP224r1: "1.3.36.3.3.2.8.1.1.5"
    case .brainpoolP256r1: "1.3.36.3.3.2.8.1.1.7"
    case .brainpoolP320r1: "1.3.36.3.3.2.8.1.1.9"
    case .brainpoolP384r1: "1.3.36.3.3.2.8.1.1.11"
    case .brainpoolP512r1: "1.3.36.3.3.2.8.1.1.13"
    }
  }

  /// A private key: a random number from 1 up to the order of the generator.
  public func randomScalar() throws(CryptoError) -> [UInt8] {
    let group = try CurveGroup(self)
    return try BigNumber.random(below: try group.order()).bytes(count: group.orderBytes)
  }
}
