// SPDX-License-Identifier: Apache-2.0

import CardReader
public import Cryptography

/// Active Authentication (ICAO Doc 9303-11, clause 6.1): the chip signs a challenge with the key of DG15.
public struct ActiveAuthentication: Sendable {
  /// The key of DG15.
  public let key: SubjectPublicKey
  /// The hash that DG14 names for ECDSA; nil where it names none.
  public let hash: HashFunction?

  /// Takes the key and the hash.
  public init(key: SubjectPublicKey, hash: HashFunction? = nil) {
    (self.key, self.hash) = (key, hash)
  }

  /// Whether the chip signs a random challenge as its key asks. Throws when the chip refuses.
  func run(_ session: inout ChipSession, random: any RandomSource) async throws -> Bool {
    let challenge = try random.bytes(8)
    let isLong = if case .rsa(let key) = key { key.modulus.count > 220 } else { false }
    let takesLong = session.channel.abilities.takesExtended
    let signature = try await session.ask(
      CommandAPDU(ins: 0x88, data: challenge, expected: isLong && takesLong ? 65_536 : 256),
      doing: "letting the chip sign a challenge")
    return try isValid(signature: signature, challenge: challenge)
  }

  /// Whether a signature is that of a challenge.
  public func isValid(signature: [UInt8], challenge: [UInt8]) throws(CryptoError) -> Bool {
    switch key {
    case .rsa(let key):
      return try SignatureWithRecovery(key: key).isValid(signature, challenge)
    case .curve(let point):
      return try isECDSA(signature, challenge, point)
    case .field:
      return false
    }
  }

  /// Plain `r || s` as the standard says, or the DER form that some chips give. Where DG14 names no hash,
  /// the one whose length fits the curve is tried, then the others.
  private func isECDSA(
    _ signature: [UInt8], _ challenge: [UInt8], _ point: CurvePoint
  ) throws(CryptoError) -> Bool {
    for hash in hash.map({ [$0] }) ?? [.sha256, .sha384, .sha512, .sha224, .sha1] {
      let digest = try hash.digest(of: challenge)
      if try ECDSA.isValid(plainSignature: signature, digest: digest, key: point) { return true }
      if try ECDSA.isValid(signature: signature, digest: digest, key: point) { return true }
    }
    return false
  }
}

/// RSA signatures that carry part of what they sign (ISO/IEC 9796-2, digital signature scheme 1).
struct SignatureWithRecovery {
  let key: RSAPublicKey

  /// Whether the signature recovers to 6A || M1 || H(M1 || M2) || trailer.
  func isValid(_ signature: [UInt8], _ rest: [UInt8]) throws(CryptoError) -> Bool {
    // Some chips add bytes at the end.
    let count = key.modulus.count
    guard signature.count >= count,
      let recovered = try? key.recovered(from: Array(signature.prefix(count)))
    else { return false }
    if try isMessage(recovered, rest) { return true }
    // The standard lets a signer give the smaller of s and n - s.
    guard let other = Self.difference(key.modulus, recovered) else { return false }
    return try isMessage(other, rest)
  }

  /// Whether a recovered message has the right form and digest.
  func isMessage(_ message: [UInt8], _ rest: [UInt8]) throws(CryptoError) -> Bool {
    guard message.first == 0x6a, let (hash, trailer) = Self.trailer(message),
      message.count > 1 + hash.count + trailer
    else { return false }
    let body = message.dropFirst().dropLast(trailer)
    let recoverable = body.dropLast(hash.count)
    return try hash.digest(of: Array(recoverable) + rest) == Array(body.suffix(hash.count))
  }

  /// The hash that the last bytes name, and how many bytes that takes (ICAO Doc 9303-11, clause 6.1.2.2).
  private static func trailer(_ message: [UInt8]) -> (HashFunction, Int)? {
    if message.last == 0xbc { return (.sha1, 1) }
    guard message.last == 0xcc, let number = message.dropLast().last else { return nil }
    let named: [UInt8: HashFunction] = [
      0x33: .sha1, 0x34: .sha256, 0x35: .sha512, 0x36: .sha384, 0x38: .sha224,
    ]
    return named[number].map { ($0, 2) }
  }

  /// a - b for numbers of the same length; nil when negative.
  private static func difference(_ a: [UInt8], _ b: [UInt8]) -> [UInt8]? {
    guard a.count == b.count else { return nil }
    var result = a
    var borrow = 0
    for place in a.indices.reversed() {
      let value = Int(a[place]) - Int(b[place]) - borrow
      borrow = value < 0 ? 1 : 0
      result[place] = UInt8(truncatingIfNeeded: value)
    }
    return borrow == 0 ? result : nil
  }
}
