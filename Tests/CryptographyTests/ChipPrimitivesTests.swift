// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Testing

@Suite("Primitives of document chips")
struct ChipPrimitivesTests {
  private static func bytes(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return (0..<digits.count / 2).map { UInt8(digits[2 * $0] << 4 | digits[2 * $0 + 1]) }
  }

  @Test("SHA functions of \"abc\" are those of FIPS 180-4")
  func hashes() throws {
    let starts: [HashFunction: String] = [
      .sha1: "a9993e364706816a", .sha224: "23097d223405d822", .sha256: "ba7816bf8f01cfea",
      .sha384: "cb00753f45a35e8b", .sha512: "ddaf35a193617aba",
    ]
    for (function, start) in starts {
      let digest = try function.digest(of: Array("abc".utf8))
      #expect(digest.starts(with: Self.bytes(start)) && digest.count == function.count)
    }
  }

  @Test("AES and CMAC are those of FIPS 197 and RFC 4493")
  func aes() throws {
    let plain = Self.bytes("00112233445566778899aabbccddeeff")
    let key = Self.bytes("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
    for (length, start) in [(16, "69c4e0d8"), (24, "dda97ca4"), (32, "8ea2b7ca")] {
      let cipher = try BlockCipher(.aes, key: Array(key.prefix(length)))
      #expect(try cipher.encrypt(block: plain).starts(with: Self.bytes(start)))
      #expect(try cipher.decrypt(cipher.encrypt(plain + plain)) == plain + plain)
    }
    let code = try MessageAuthenticationCode.aes(
      Self.bytes("6bc1bee22e409f96e93d7e117393172a"),
      key: Self.bytes("2b7e151628aed2a6abf7158809cf4f3c"))
    #expect(code == Self.bytes("070a16b46b4d4144"))
  }

  @Test("Keys and messages of wrong length are refused")
  func lengths() throws {
    #expect(throws: CryptoError.self) { try BlockCipher(.aes, key: [1, 2, 3]) }
    #expect(throws: CryptoError.self) {
      try BlockCipher(.tripleDES, key: [UInt8](repeating: 0, count: 24))
    }
    let cipher = try BlockCipher(.tripleDES, key: [UInt8](repeating: 1, count: 16))
    #expect(throws: CryptoError.self) { try cipher.encrypt([1, 2, 3]) }
    #expect(throws: CryptoError.self) { try cipher.encrypt(block: []) }
    #expect(throws: CryptoError.self) {
      try MessageAuthenticationCode.retail([], key: [UInt8](repeating: 1, count: 16))
    }
  }

  @Test("Both sides agree on every curve", arguments: EllipticCurve.allCases)
  func agreement(curve: EllipticCurve) throws {
    let generator = try CurvePoint.generator(of: curve)
    let (a, b) = (try curve.randomScalar(), try curve.randomScalar())
    let one = try generator.multiplied(by: a).multiplied(by: b)
    #expect(try generator.multiplied(by: b).multiplied(by: a) == one)
    #expect(one.x.count == curve.fieldBytes)
    #expect(EllipticCurve(objectIdentifier: curve.objectIdentifier) == curve)
    // 2 G + G = 3 G
    let doubled = try generator.addingGenerator(times: [1])
    #expect(try doubled == generator.multiplied(by: [2]))
    #expect(try doubled.addingGenerator(times: [1]) == generator.multiplied(by: [3]))
    #expect(throws: CryptoError.self) { try generator.multiplied(by: [0]) }
  }

  @Test("Both sides agree in every standardized group, and numbers outside it are refused")
  func fields() throws {
    for identifier in 0...2 {
      let group = try #require(try FiniteFieldGroup.standardized(identifier))
      let (a, b) = (try group.randomExponent(), try group.randomExponent())
      let (own, other) = (try group.power(group.g, a), try group.power(group.g, b))
      try group.check(publicKey: own)
      #expect(try group.power(other, a) == group.power(own, b))
      #expect(throws: CryptoError.self) { try group.check(publicKey: [1]) }
      #expect(throws: CryptoError.self) { try group.check(publicKey: group.p) }
    }
    #expect(try FiniteFieldGroup.standardized(3) == nil)
  }

  @Test("What is no certificate or message is refused")
  func malformed() {
    for bytes in [[], [0x30], [0x30, 0x80], [UInt8](repeating: 0x30, count: 500)] as [[UInt8]] {
      #expect(throws: CryptoError.self) { try Certificate(der: bytes) }
      #expect(throws: CryptoError.self) { try SignedMessage(bytes) }
    }
  }
}
