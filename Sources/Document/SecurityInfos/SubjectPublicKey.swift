// SPDX-License-Identifier: Apache-2.0

import Bytes
public import Cryptography

/// A public key of a chip, from a SubjectPublicKeyInfo (RFC 5280), as DG14 and DG15 hold it.
public enum SubjectPublicKey: Sendable, Hashable {
  /// RSA.
  case rsa(RSAPublicKey)
  /// A point of a curve, named or written out.
  case curve(CurvePoint)
  /// A number of a Diffie-Hellman group.
  case field(FiniteFieldGroup, [UInt8])

  /// Reads a SubjectPublicKeyInfo. Throws `document-malformed`, `document-not-supported` for other kinds of
  /// key and curve, `document-protocol` for a key outside its group.
  public init(_ encoded: some Collection<UInt8>) throws(DocumentError) {
    self = try DocumentError.explaining("reading a chip's public key") {
      try Self.key(DER.element(encoded, DER.sequence, "a public key"))
    }
  }

  /// Its group and the key as an element of it; nil for RSA.
  var agreement: (group: DomainParameters.Group, key: [UInt8])? {
    switch self {
    case .rsa: nil
    case .curve(let point): (.curve(point.curve), point.encoded)
    case .field(let group, let key): (.field(group), key)
    }
  }

  private static func key(_ info: TLV) throws -> SubjectPublicKey {
    var reader = try ElementReader(info, "a public key")
    var algorithm = try ElementReader(try reader.read(DER.sequence), "its algorithm")
    let identifier = try algorithm.readOID()
    let bits = try reader.readBits()
    switch identifier {
    case .rsaEncryption, .rsaPSS:
      return try rsa(bits)
    case .ecPublicKey:
      return .curve(try CurvePoint(curve(try algorithm.read()), encoded: bits))
    case .dhKeyAgreement, .dhPublicNumber:
      let isShort = identifier == .dhKeyAgreement
      return try number(
        bits, of: parameters(try algorithm.read(DER.sequence), hasOrder: !isShort))
    case .standardizedParameters:
      return try element(DomainParameters(standardized: algorithm.readInt()).group, bits)
    default:
      throw DocumentError(.notSupported, doing: "reading a public key of type \(identifier)")
    }
  }

  private static func rsa(_ bits: [UInt8]) throws -> SubjectPublicKey {
    var numbers = try ElementReader(DER.element(bits, DER.sequence, "an RSA key"), "an RSA key")
    // Some chips leave out the zero in front of a modulus, which then looks negative.
    return .rsa(
      try RSAPublicKey(modulus: numbers.readUnsigned(), exponent: numbers.readUnsigned()))
  }

  private static func element(
    _ group: DomainParameters.Group, _ bits: [UInt8]
  ) throws -> SubjectPublicKey {
    switch group {
    case .curve(let curve): .curve(try CurvePoint(curve, encoded: bits))
    case .field(let group): try number(bits, of: group)
    }
  }

  private static func number(
    _ bits: [UInt8], of group: FiniteFieldGroup
  ) throws -> SubjectPublicKey {
    // An INTEGER in the bits, or the number itself.
    let isInteger = bits.first == UInt8(DER.integer) && bits.count != group.elementBytes
    let number =
      isInteger ? Array(try DER.element(bits, DER.integer, "a public number").content) : bits
    try group.check(publicKey: number)
    return .field(group, number)
  }

  private static func curve(_ parameters: TLV) throws -> EllipticCurve {
    guard parameters.tag == DER.objectIdentifier else { return try writtenOut(parameters) }
    let identifier = try OID(content: parameters.content)
    guard let curve = EllipticCurve(objectIdentifier: identifier.description) else {
      throw DocumentError(.notSupported, doing: "reading a key of the curve \(identifier)")
    }
    return curve
  }

  /// ECParameters with everything in them (RFC 3279, clause 2.3.5).
  private static func writtenOut(_ parameters: TLV) throws -> EllipticCurve {
    var reader = try ElementReader(parameters, "curve parameters")
    _ = try reader.readInt()
    var field = try ElementReader(try reader.read(DER.sequence), "a field")
    guard try field.readOID() == .primeField else {
      throw DocumentError(.notSupported, doing: "reading a key of a binary field")
    }
    let prime = try field.readNumber()
    var curve = try ElementReader(try reader.read(DER.sequence), "a curve")
    let a = Array(try curve.read(DER.octetString).content)
    let b = Array(try curve.read(DER.octetString).content)
    let generator = Array(try reader.read(DER.octetString).content)
    return try CurveParameters(
      p: prime, a: a, b: b, generator: generator, order: reader.readNumber()
    ).standardized()
  }

  /// DomainParameters of X9.42 (p, g, q) or PKCS #3 (p, g).
  private static func parameters(_ parameters: TLV, hasOrder: Bool) throws -> FiniteFieldGroup {
    var reader = try ElementReader(parameters, "Diffie-Hellman parameters")
    return try FiniteFieldGroup(
      p: reader.readNumber(), g: reader.readNumber(), q: hasOrder ? reader.readNumber() : nil)
  }
}
