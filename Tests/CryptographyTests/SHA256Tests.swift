// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  /// FIPS 180-4 example values as published by NIST (CSRC, "SHA256" examples).
  @Test(
    "The standard's examples come out",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func examples(message: String, digest: String) throws {
    #expect(try SHA256.digest(of: Array(message.utf8)).hexadecimal == digest)
  }

  @Test("Pieces of any kind give the digest of the whole")
  func incremental() throws {
    let message = (0..<1000).map { UInt8($0 & 0xff) }
    let computation = try SHA256()
    try computation.update(message[..<1])
    try computation.update([])
    try computation.update(message[1..<700])
    try computation.update(message[700...].lazy.map { $0 })
    #expect(try computation.finish() == SHA256.digest(of: message))
  }

  @Test("A digest reads back from its digits in either case and from nothing else")
  func hexadecimal() throws {
    let digest = try SHA256.digest(of: Array("abc".utf8))
    #expect(Digest256(hexadecimal: digest.hexadecimal) == digest)
    #expect(Digest256(hexadecimal: digest.hexadecimal.uppercased()) == digest)
    #expect(Digest256(hexadecimal: digest.hexadecimal.dropLast()) == nil)
    #expect(Digest256(hexadecimal: digest.hexadecimal.dropLast() + "g") == nil)
    #expect(Digest256([1, 2, 3]) == nil)
  }
}
