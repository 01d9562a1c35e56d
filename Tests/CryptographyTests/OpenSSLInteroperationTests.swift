// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Cryptography

@Suite("Sealed messages and plain OpenSSL")
struct OpenSSLInteroperationTests {
  private static let decrypt =
    "cms -decrypt -inform DER -in r.cms -recip centre.pem -inkey centre.key -out r.p7s"
  private static let verify =
    "cms -verify -binary -inform DER -in r.p7s -CAfile stations.pem -purpose any -out r.tar"

  /// A folder with keys, certificates and a sealed message.
  private func prepared(
    _ parties: SealingParties, _ sealed: [UInt8], key: PrivateKey, _ certificate: Certificate
  ) throws -> OpenSSLProgram {
    let openssl = try OpenSSLProgram()
    try openssl.write("r.cms", sealed)
    try openssl.write("centre.pem", certificate.pem())
    try openssl.write("centre.key", key.pem())
    try openssl.write("stations.pem", parties.station.certificate.pem())
    return openssl
  }

  private static let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }

  @Test(
    "openssl decrypts and verifies as every recipient",
    arguments: [PrivateKey.Kind.p256, .rsa], [PrivateKey.Kind.p256, .rsa])
  func opens(station: PrivateKey.Kind, centre: PrivateKey.Kind) throws {
    let parties = try SealingParties(station: station, centre: centre, recovery: .rsa)
    let sealed = try parties.seal(Self.content)
    for (key, certificate) in [
      (parties.centreKey, parties.centre), (parties.recoveryKey, parties.recovery),
    ] {
      let openssl = try prepared(parties, sealed, key: key, certificate)
      #expect(try openssl.run(Self.decrypt) == 0)
      #expect(try openssl.run(Self.verify) == 0)
      #expect(try openssl.read("r.tar") == Self.content)
    }
  }

  @Test("A changed byte at every kilobyte and at 200 offsets is refused by openssl and here")
  func changedBytes() throws {
    let parties = try SealingParties(station: .p256, centre: .p256, recovery: .p256)
    let sealed = try parties.seal(Self.content)
    let openssl = try prepared(parties, sealed, key: parties.centreKey, parties.centre)
    let everyKilobyte = Array(stride(from: 0, to: sealed.count, by: 1024))
    let spread = (0..<200).map { $0 * (sealed.count - 1) / 199 }
    for offset in everyKilobyte + spread {
      var changed = sealed
      changed[offset] ^= 0x55
      #expect(throws: SealError.self, "offset \(offset)") {
        try SealedMessage.open(
          changed, key: parties.centreKey, trusting: [parties.station.certificate])
      }
      try openssl.write("r.cms", changed)
      #expect(try openssl.run(Self.decrypt) != 0, "offset \(offset)")
    }
  }

  @Test("What openssl encrypts by CBC is refused before anything is decrypted")
  func cbc() throws {
    let parties = try SealingParties(station: .p256, centre: .rsa, recovery: .p256)
    let openssl = try prepared(parties, Self.content, key: parties.centreKey, parties.centre)
    for options in ["", " -stream"] {
      let words = "cms -encrypt -binary -aes-256-cbc -outform DER -in r.cms -out cbc.cms\(options)"
      #expect(try openssl.run(words + " centre.pem") == 0)
      let message = try openssl.read("cbc.cms")
      #expect(throws: SealError(.notAuthenticated)) {
        try SealedMessage.open(
          message, key: parties.centreKey, trusting: [parties.station.certificate])
      }
    }
  }

  @Test(
    "openssl takes requests and certificates, and their times", arguments: PrivateKey.Kind.allCases)
  func requests(kind: PrivateKey.Kind) throws {
    let key = try PrivateKey(kind)
    let name = try DistinguishedName(country: "VN", organization: "Công an", commonName: "Trạm 7")
    let openssl = try OpenSSLProgram()
    try openssl.write("request.pem", CertificateRequest(for: key, name: name).pem)
    #expect(try openssl.run("req -verify -noout -in request.pem") == 0)
    for usage in Certificate.Usage.allCases {
      let certificate = try Certificate.selfSigned(
        for: key, name: name, validity: 951_782_400...4_107_542_399, usage: usage)
      #expect(certificate.notBefore == 951_782_400 && certificate.notAfter == 4_107_542_399)
      #expect(try certificate.isSigned(by: certificate) && !certificate.maySignCertificates)
      #expect(certificate.maySignData == (usage != .opening))
      #expect(certificate.subject == "C = VN, O = Công an, CN = Trạm 7")
      #expect(try Certificate(file: certificate.pem()) == certificate)
      try openssl.write("own.pem", certificate.pem())
      #expect(try openssl.run("verify -check_ss_sig -CAfile own.pem own.pem") == 0)
    }
  }

  @Test("Key files are read by openssl and from it, with and without a passphrase")
  func keyFiles() throws {
    let key = try PrivateKey(.p256)
    let openssl = try OpenSSLProgram()
    try openssl.write("sealed.key", key.pem(passphrase: "đêm khuya"))
    try openssl.write("passphrase", Array("đêm khuya".utf8))
    #expect(try openssl.run("pkey -in sealed.key -passin file:passphrase -out plain.key") == 0)
    let read = try PrivateKey(pem: openssl.read("plain.key"))
    #expect(read.subjectPublicKeyInfo == key.subjectPublicKeyInfo)
    let sealed = try openssl.read("sealed.key")
    let again = try PrivateKey(pem: sealed, passphrase: "đêm khuya")
    #expect(again.subjectPublicKeyInfo == key.subjectPublicKeyInfo)
    for passphrase in [nil, "", "dem khuya"] {
      let error = #expect(throws: CryptoError.self) {
        try PrivateKey(pem: sealed, passphrase: passphrase)
      }
      #expect(error?.code == "crypto-wrong-passphrase")
    }
    #expect(try openssl.run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out c") == 0)
    #expect(throws: CryptoError.self) { try PrivateKey(pem: openssl.read("c")) }
    #expect(throws: CryptoError.self) { try PrivateKey(pem: Array("no key".utf8)) }
  }
}
