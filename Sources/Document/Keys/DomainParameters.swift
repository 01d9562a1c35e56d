// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// The group in which keys are agreed on: a curve, or numbers modulo a prime.
///
/// Elements are bytes here: `04 || x || y` of a point, or a number as long as the prime. A value of this
/// type has a generator of its own, which PACE's mapping exchanges for another one.
public struct DomainParameters: Sendable, Hashable {
  /// The two kinds of group.
  public enum Group: Sendable, Hashable {
    /// A curve.
    case curve(EllipticCurve)
    /// Numbers modulo a prime.
    case field(FiniteFieldGroup)
  }

  /// The group.
  public let group: Group
  /// The generator in use.
  public let generator: [UInt8]

  /// The group with its standard generator.
  public init(_ group: Group) throws(CryptoError) {
    self.group = group
    switch group {
    case .curve(let curve): generator = try CurvePoint.generator(of: curve).encoded
    case .field(let field): generator = field.g
    }
  }

  init(_ group: Group, generator: [UInt8]) {
    (self.group, self.generator) = (group, generator)
  }

  /// The standardized parameters of a number (ICAO Doc 9303-11, table 6). Throws
  /// `crypto-unknown-parameters` for others.
  public init(standardized identifier: Int) throws(CryptoError) {
    if let curve = EllipticCurve(rawValue: identifier) {
      try self.init(.curve(curve))
    } else if let field = try FiniteFieldGroup.standardized(identifier) {
      try self.init(.field(field))
    } else {
      throw .unknown(identifier)
    }
  }

  /// Whether it is a curve.
  public var isCurve: Bool { if case .curve = group { true } else { false } }

  /// A random private key.
  public func randomPrivateKey() throws(CryptoError) -> [UInt8] {
    switch group {
    case .curve(let curve): try curve.randomScalar()
    case .field(let field): try field.randomExponent()
    }
  }

  /// The public key of a private one, under the generator in use.
  public func publicKey(of privateKey: [UInt8]) throws(CryptoError) -> [UInt8] {
    try product(generator, privateKey)
  }

  /// The element that both sides come to: a point, or a number.
  ///
  /// Throws `crypto-bad-key` when the other side's public key is no element of the group.
  public func agreedElement(
    _ privateKey: [UInt8], with publicKey: [UInt8]
  ) throws(CryptoError) -> [UInt8] {
    if case .field(let field) = group { try field.check(publicKey: publicKey) }
    return try product(publicKey, privateKey)
  }

  /// The shared secret: the x coordinate padded to the field's length, or the number.
  public func sharedSecret(
    _ privateKey: [UInt8], with publicKey: [UInt8]
  ) throws(CryptoError) -> [UInt8] {
    let element = try agreedElement(privateKey, with: publicKey)
    guard case .curve(let curve) = group else { return element }
    return Array(element.dropFirst().prefix(curve.fieldBytes))
  }

  private func product(_ element: [UInt8], _ number: [UInt8]) throws(CryptoError) -> [UInt8] {
    switch group {
    case .curve(let curve):
      try CurvePoint(curve, encoded: element).multiplied(by: number).encoded
    case .field(let field):
      try field.power(element, number)
    }
  }
}

extension DomainParameters {
  /// Generic mapping: `nonce` times the standard generator plus the agreed element (ICAO Doc 9303-11,
  /// clause 4.4.3.3.1).
  public func mappedGenerically(
    nonce: [UInt8], agreed: [UInt8]
  ) throws(CryptoError) -> DomainParameters {
    switch group {
    case .curve(let curve):
      let point = try CurvePoint(curve, encoded: agreed).addingGenerator(times: nonce)
      return DomainParameters(group, generator: point.encoded)
    case .field(let field):
      let element = try field.product(field.power(field.g, nonce), agreed)
      return DomainParameters(group, generator: element)
    }
  }

  /// Integrated mapping: the element that a pseudo-random number names (clause 4.4.3.3.2).
  public func mappedIntegrally(number: [UInt8]) throws(CryptoError) -> DomainParameters {
    switch group {
    case .curve(let curve):
      let point = try CurvePoint.mapping(number, to: curve)
      return DomainParameters(group, generator: point.encoded)
    case .field(let field):
      return DomainParameters(group, generator: try field.mapping(number))
    }
  }

  /// Bits of the prime.
  public var primeBits: Int {
    switch group {
    case .curve(let curve): curve.fieldBits
    case .field(let field): field.primeBits
    }
  }
}
