// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Cryptography

@Suite("Sealed messages")
struct SealedMessageTests {
  private let parties: SealingParties

  init() throws { parties = try SealingParties(station: .p256, centre: .p256, recovery: .p256) }

  private static let content = Array("thẻ căn cước".utf8)

  @Test(
    "Every recipient opens it, with EC and RSA keys",
    arguments: [PrivateKey.Kind.p256, .rsa], [PrivateKey.Kind.p256, .rsa])
  func roundTrip(station: PrivateKey.Kind, centre: PrivateKey.Kind) throws {
    let parties = try SealingParties(
      station: station, centre: centre, recovery: centre == .p256 ? .rsa : .p256)
    let sealed = try parties.seal(Self.content)
    for (certificate, key) in [
      (parties.centre, parties.centreKey), (parties.recovery, parties.recoveryKey),
    ] {
      let opened = try SealedMessage.open(
        sealed, as: certificate, key: key, trusting: [parties.station.certificate])
      #expect(opened.content == Self.content)
      #expect(opened.signer == parties.station.certificate)
      #expect(opened.signingTime == SealingParties.time)
    }
  }

  @Test("Nothing of the content shows, and the same content never looks alike")
  func secrecy() throws {
    let content = [UInt8](repeating: 0x41, count: 1000)
    let (one, other) = (try parties.seal(content), try parties.seal(content))
    #expect(one != other)
    #expect(!one.indices.contains { one[$0...].starts(with: content.prefix(16)) })
  }

  @Test("A change of any single byte is refused")
  func changedBytes() throws {
    let sealed = try parties.seal(Self.content)
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1 << UInt8(index % 8)
      let error = #expect(throws: SealError.self, "byte \(index) of \(sealed.count)") {
        try SealedMessage.open(
          changed, as: parties.centre, key: parties.centreKey,
          trusting: [parties.station.certificate])
      }
      #expect(error?.accusesMessage == true, "byte \(index): \(error?.code ?? "opened")")
    }
  }

  @Test("A cut or longer message is refused")
  func truncation() throws {
    let sealed = try parties.seal(Self.content)
    for message in sealed.indices.map({ Array(sealed.prefix($0)) }) + [sealed + [0], []] {
      #expect(throws: SealError.self) {
        try SealedMessage.open(
          message, key: parties.centreKey, trusting: [parties.station.certificate])
      }
    }
  }

  @Test("Recipients cannot be exchanged, though the key inside would open the content")
  func recipients() throws {
    let sealed = try parties.seal(Self.content)
    let envelope = try Envelope(sealed)
    let key = try #require(
      envelope.head.recipients.firstNonNil { $0.unwrapped(by: parties.centreKey) })
    // The centre's key is known to a thief in the office, who adds nobody, but drops the recovery key.
    let head = Envelope.Head(
      recipients: [try Recipient(parties.centre, key)], nonce: envelope.head.nonce)
    let forged = try Envelope(head, envelope.content(key), key).encoded
    #expect(throws: SealError(.tampered)) {
      try SealedMessage.open(
        forged, key: parties.centreKey, trusting: [parties.station.certificate])
    }
  }

  @Test("Another key, another signer and a time outside the certificate are refused")
  func trust() throws {
    let sealed = try parties.seal(Self.content)
    let other = try SealingParties(station: .p256, centre: .p256, recovery: .p256)
    let trusted = [parties.station.certificate]
    #expect(throws: SealError(.notForThisKey)) {
      try SealedMessage.open(sealed, as: other.centre, key: other.centreKey, trusting: trusted)
    }
    for anchors in [[], [other.station.certificate], [parties.centre]] {
      #expect(throws: SealError(.untrustedSigner)) {
        try SealedMessage.open(sealed, key: parties.centreKey, trusting: anchors)
      }
    }
    let late = try parties.seal(Self.content, at: 4_100_000_000)
    #expect(throws: SealError(.untrustedSigner)) {
      try SealedMessage.open(late, key: parties.centreKey, trusting: trusted)
    }
  }

  @Test("A station is trusted through the authority that issued its certificate")
  func authority() throws {
    let key = try SigningKey(on: .p256)
    let authorityKey = try SigningKey(on: .p256)
    let authority = try Certificate.issue(
      for: authorityKey, country: "ZZ", name: "Authority", serialNumber: 1,
      validity: SealingParties.validity)
    let certificate = try Certificate.issue(
      for: key, country: "ZZ", name: "Station", serialNumber: 2,
      validity: SealingParties.validity, by: (authority, authorityKey))
    let signer = Signer(certificate: certificate, key: key)
    let sealed = try SealedMessage.seal(
      Self.content, by: signer, at: SealingParties.time, for: [parties.centre])
    let opened = try SealedMessage.open(sealed, key: parties.centreKey, trusting: [authority])
    #expect(opened.signer == certificate)
  }

  @Test("Content that nobody signed is refused")
  func unsigned() throws {
    let key = try SecretKey()
    let head = Envelope.Head(
      recipients: [try Recipient(parties.centre, key)], nonce: try RandomBytes.make(12))
    let message = try Envelope(head, Self.content, key).encoded
    #expect(throws: SealError(.unsigned)) {
      try SealedMessage.open(
        message, key: parties.centreKey, trusting: [parties.station.certificate])
    }
  }

  @Test("More than 100 MB is neither sealed nor opened")
  func limits() throws {
    let large = [UInt8](repeating: 0x30, count: SealedMessage.mostBytes + 1)
    #expect(throws: SealError(.tooLarge)) { try parties.seal(large) }
    #expect(throws: SealError(.tooLarge)) {
      try SealedMessage.open(large, key: parties.centreKey, trusting: [])
    }
    #expect(throws: SealError(.badRecipient)) {
      try SealedMessage.seal(
        Self.content, by: parties.station, at: SealingParties.time, for: [])
    }
  }
}

/// A station whose key is one of the samples'.
private struct Signer: MessageSigner {
  let certificate: Certificate
  let key: SigningKey

  func signature(of digest: Digest256) throws -> [UInt8] { try key.signature(digest: digest.bytes) }
}

extension Sequence {
  fileprivate func firstNonNil<Result>(_ transform: (Element) -> Result?) -> Result? {
    for element in self {
      if let found = transform(element) { return found }
    }
    return nil
  }
}
