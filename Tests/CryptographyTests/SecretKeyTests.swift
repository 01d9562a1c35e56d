// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Cryptography

@Suite("Secret keys")
struct SecretKeyTests {
  /// Test cases 13 to 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega), which NIST
  /// SP 800-38D refers to; key, nonce, plain, authenticated, ciphertext, tag.
  @Test(
    "AES-256-GCM gives the specification's test cases",
    arguments: [
      [zeros(64), zeros(24), "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"],
      [
        zeros(64), zeros(24), zeros(32), "", "cea7403d4d606b6e074ec5d3baf39d18",
        "d0d1c8a799996bf0265b98b5d48ab919",
      ],
      [
        key, nonce, plain + "1aafd255", "", cipher + "898015ad", "b094dac5d93471bdec1a502270e3cc6c",
      ],
      [
        key, nonce, plain, "feedfacedeadbeeffeedfacedeadbeefabaddad2", cipher,
        "76fc6ece0f4e1768cddf8853bb2d551b",
      ],
    ])
  func vectors(_ texts: [String]) throws {
    let values = texts.map(bytes)
    let key = try SecretKey(values[0])
    let sealed = try AuthenticatedCipher.seal(
      values[2], with: key, authenticating: values[3], nonce: values[1])
    #expect(sealed == values[1] + values[4] + values[5])
    #expect(
      try AuthenticatedCipher.open(sealed, with: key, authenticating: values[3]) == values[2])
  }

  @Test("A changed byte, another key, another id and a cut end are refused")
  func tampering() throws {
    let key = try SecretKey()
    let (plain, id) = (Array("nothing but the truth".utf8), Array("row 7".utf8))
    let sealed = try AuthenticatedCipher.seal(plain, with: key, authenticating: id)
    #expect(sealed.count == plain.count + AuthenticatedCipher.overhead)
    #expect(try AuthenticatedCipher.open(sealed, with: key, authenticating: id) == plain)
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1
      #expect(throws: CryptoError.self) {
        try AuthenticatedCipher.open(changed, with: key, authenticating: id)
      }
      #expect(throws: CryptoError.self) {
        try AuthenticatedCipher.open(Array(sealed.prefix(index)), with: key, authenticating: id)
      }
    }
    #expect(throws: CryptoError.self) { try AuthenticatedCipher.open(sealed, with: key) }
    let other = try SecretKey()
    let error = #expect(throws: CryptoError.self) {
      try AuthenticatedCipher.open(sealed, with: other, authenticating: id)
    }
    #expect(error?.code == "crypto-tampered")
  }

  @Test("The same bytes are never sealed alike, and a key never shows itself")
  func randomness() throws {
    let key = try SecretKey()
    #expect(
      try AuthenticatedCipher.seal([1], with: key) != AuthenticatedCipher.seal([1], with: key))
    #expect(try key != SecretKey())
    #expect(
      try SecretKey([UInt8](repeating: 7, count: 32)) == SecretKey(.init(repeating: 7, count: 32)))
    #expect("\(key)" == "secret key")
    #expect(throws: CryptoError.self) { try SecretKey([1, 2, 3]) }
  }

  /// RFC 7914, clause 12; keys are the first half of the 64 bytes there.
  @Test(
    "scrypt gives the keys of RFC 7914",
    arguments: [
      ("", "", 16, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"),
      (
        "password", "NaCl", 1024, 8, 16,
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
      ),
      (
        "pleaseletmein", "SodiumChloride", 16384, 8, 1,
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
      ),
    ])
  func scrypt(
    passphrase: String, salt: String, cost: Int, blockSize: Int, parallelization: Int, key: String
  ) throws {
    let scrypt = try Scrypt(
      salt: Array(salt.utf8), cost: cost, blockSize: blockSize, parallelization: parallelization)
    #expect(try scrypt.key(passphrase: passphrase) == SecretKey(bytes(key)))
  }

  @Test("Parameters that would take all memory or make no sense are refused")
  func parameters() {
    for (cost, blockSize, parallelization) in [
      (0, 8, 1), (1000, 8, 1), (1 << 21, 8, 1), (1 << 20, 9, 1), (1 << 14, 0, 1), (1 << 14, 8, 17),
    ] {
      #expect(throws: CryptoError.self) {
        try Scrypt(salt: [], cost: cost, blockSize: blockSize, parallelization: parallelization)
      }
    }
    #expect(throws: CryptoError.self) { try Scrypt(salt: .init(repeating: 0, count: 65)) }
  }
}

private let key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
private let nonce = "cafebabefacedbaddecaf888"
private let plain = """
  d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525\
  b16aedf5aa0de657ba637b39
  """
private let cipher = """
  522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838\
  c5f61e6393ba7a0abcc9f662
  """

private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

private func bytes(_ text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  return (0..<digits.count / 2).map { UInt8(digits[2 * $0] << 4 | digits[2 * $0 + 1]) }
}
