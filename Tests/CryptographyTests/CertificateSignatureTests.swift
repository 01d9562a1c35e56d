// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Cryptography

@Suite("A certificate's key checks signatures over digests")
struct CertificateSignatureTests {
  @Test(
    "What the key signed is good; another digest, signature or key is not",
    arguments: PrivateKey.Kind.allCases)
  func check(kind: PrivateKey.Kind) throws {
    let name = try DistinguishedName(commonName: "Station")
    let key = try PrivateKey(kind)
    let certificate = try Certificate.selfSigned(
      for: key, name: name, validity: 1_700_000_000...1_900_000_000, usage: .signing)
    let digest = try SHA256.digest(of: [1, 2, 3])
    let signature = try key.signature(of: digest)
    #expect(certificate.signed(digest, signature))
    #expect(try !certificate.signed(SHA256.digest(of: [1, 2]), signature))
    for position in stride(from: 0, to: signature.count, by: 7) {
      var changed = signature
      changed[position] ^= 1
      #expect(!certificate.signed(digest, changed))
    }
    for count in [0, 1, signature.count - 1] {
      #expect(!certificate.signed(digest, Array(signature.prefix(count))))
    }
    #expect(try !certificate.signed(digest, PrivateKey(kind).signature(of: digest)))
  }
}
