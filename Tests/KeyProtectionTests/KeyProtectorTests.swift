// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import KeyProtection
import Testing

@Suite("Protected keys")
struct KeyProtectorTests {
  private static let passphrase = "đèn biển mười hai"

  /// What must hold for every way to keep keys: written, read, unlocked and used; a wrong secret refused.
  private func check(_ keys: ProtectedKeys, secret: String, wrong: String) throws {
    let file = try JSONEncoder().encode(keys)
    let read = try JSONDecoder().decode(ProtectedKeys.self, from: file)
    #expect(read == keys)
    // One after the other: a simulated TPM serves one at a time, and keys hold it while they are used.
    let storageKey = try read.protector.unlock(secret).storageKey
    #expect(try use(read.protector.unlock(secret), of: read) == storageKey)
    let text = String(decoding: file, as: UTF8.self)
    let storage = storageKey.withBytes { Data($0).base64EncodedString() }
    #expect(!text.contains(secret) && !text.contains(storage))
    let error = #expect(throws: KeyProtectionError.self) { try read.protector.unlock(wrong) }
    #expect(error?.code == "key-wrong-secret", "\(error.map(String.init(describing:)) ?? "")")
  }

  private func use(_ unlocked: UnlockedKeys, of keys: ProtectedKeys) throws -> SecretKey {
    #expect(unlocked.signingKey.subjectPublicKeyInfo == keys.protector.subjectPublicKeyInfo)
    let certificate = try Certificate.selfSigned(
      for: unlocked.signingKey, name: .init(commonName: "Station"),
      validity: 1_700_000_000...4_000_000_000, usage: .signing)
    #expect(try certificate.isSigned(by: certificate))
    try checkSealing(CertifiedKey(key: unlocked.signingKey, certificate: certificate))
    return unlocked.storageKey
  }

  private func checkSealing(_ station: CertifiedKey) throws {
    let key = try PrivateKey(.p256)
    let centre = try Certificate.selfSigned(
      for: key, name: .init(commonName: "Centre"), validity: 1_700_000_000...4_000_000_000,
      usage: .opening)
    let sealed = try SealedMessage.seal([1, 2, 3], by: station, at: 1_800_000_000, for: [centre])
    let opened = try SealedMessage.open(sealed, key: key, trusting: [station.certificate])
    #expect(opened.content == [1, 2, 3])
  }

  @Test("A passphrase opens its file, another does not", arguments: PrivateKey.Kind.allCases)
  func passphrase(kind: PrivateKey.Kind) throws {
    let made = try PassphraseProtector.create(
      passphrase: Self.passphrase, kind: kind, cost: 1 << 10)
    // The same letters, typed as base letters with marks.
    let decomposed = Self.passphrase.decomposedStringWithCanonicalMapping
    #expect(try made.unlock(decomposed).signingKey.kind == kind)
    try check(.passphrase(made), secret: Self.passphrase, wrong: "đèn biển mười ba")
    #expect(throws: KeyProtectionError.self) {
      try PassphraseProtector.create(passphrase: "too short")
    }
  }

  @Test("A changed file of keys gives no keys")
  func changed() throws {
    let keys = ProtectedKeys.passphrase(
      try PassphraseProtector.create(passphrase: Self.passphrase, cost: 1 << 10))
    let text = String(decoding: try JSONEncoder().encode(keys), as: UTF8.self)
    for (from, to) in [("1024", "2048"), ("1024", "1000"), ("1024", "1073741824")] {
      let changed = Data(text.replacing(from, with: to).utf8)
      let read = try JSONDecoder().decode(ProtectedKeys.self, from: changed)
      #expect(throws: KeyProtectionError.self) { try read.protector.unlock(Self.passphrase) }
    }
  }

  @Test(
    "A TPM gives keys for its PIN, counts wrong ones and locks",
    .enabled(if: SimulatedTPM.isThere, "SKIPPED: swtpm is not installed"))
  func tpm() throws {
    let tpm = try SimulatedTPM()
    let made = try TPMProtector.create(pin: "271828", device: tpm.path)
    try check(.tpm(made), secret: "271828", wrong: "271829")
    for _ in 0..<40 { _ = try? made.unlock("wrong") }
    let error = #expect(throws: KeyProtectionError.self) { try made.unlock("271828") }
    #expect(error?.code == "key-locked-out")
    #expect(error?.message.contains("wrong PINs are counted") == true)
  }

  @Test(
    "Keys of one TPM are worth nothing in another",
    .enabled(if: SimulatedTPM.isThere, "SKIPPED: swtpm is not installed"))
  func otherTPM() throws {
    let (own, other) = (try SimulatedTPM(), try SimulatedTPM())
    let made = ProtectedKeys.tpm(try TPMProtector.create(pin: "271828", device: own.path))
    let text = String(decoding: try JSONEncoder().encode(made), as: UTF8.self)
    let moved = text.replacing("\\/", with: "/").replacing(own.path, with: other.path)
    let read = try JSONDecoder().decode(ProtectedKeys.self, from: Data(moved.utf8))
    let error = #expect(throws: KeyProtectionError.self) { try read.protector.unlock("271828") }
    #expect(error?.code == "key-file")
  }

  @Test(
    "A token gives keys for its PIN and refuses a wrong one",
    .enabled(if: SimulatedToken.isThere, "SKIPPED: softhsm2 is not installed"))
  func token() throws {
    let token = try SimulatedToken(pin: "314159")
    let made = try TokenProtector.create(
      pin: "314159", module: SimulatedToken.module, token: token.label)
    try check(.pkcs11(made), secret: "314159", wrong: "314158")
    #expect(throws: KeyProtectionError.self) {
      try TokenProtector.create(pin: "314159", module: SimulatedToken.module, token: "another")
    }
  }

  @Test(
    "A station's file comes back with its certificates and unlocks; a cut or changed one is refused"
  )
  func station() throws {
    let protector = try PassphraseProtector.create(passphrase: Self.passphrase, cost: 1 << 10)
    let key = try PrivateKey(.p256)
    func certificate(_ key: any DigestSigner, _ name: String) throws -> Certificate {
      try .selfSigned(
        for: key, name: .init(commonName: name), validity: 1_700_000_000...4_000_000_000,
        usage: .signingAndOpening)
    }
    let own = try certificate(protector.unlock(Self.passphrase).signingKey, "KIT7")
    let (centre, recovery) = (try certificate(key, "Centre"), try certificate(key, "Recovery"))
    let made = ProvisionedStation(
      name: "KIT7", keys: .passphrase(protector), certificate: own, centre: centre,
      recovery: recovery)
    let file = try made.encoded()
    let read = try ProvisionedStation(decoding: file)
    #expect(try read == made && read.recipients() == [centre, recovery])
    #expect(try read.unlock(Self.passphrase).signer.certificate == own)
    // The line feed at the end is all that may be missing.
    for count in stride(from: 0, to: file.count - 2, by: 7) {
      #expect(throws: KeyProtectionError.self) {
        try ProvisionedStation(decoding: Array(file.prefix(count)))
      }
    }
    let text = String(decoding: file, as: UTF8.self).replacing("sinhtrac-station-1", with: "x")
    #expect(throws: KeyProtectionError.self) { try ProvisionedStation(decoding: Array(text.utf8)) }
  }

  @Test("A missing TPM or library is said clearly")
  func missing() {
    let attempts: [() throws -> any KeyProtector] = [
      { try TPMProtector.create(pin: "271828", device: "/nowhere/tpm") },
      { try TokenProtector.create(pin: "314159", module: "/nowhere/token.so") },
      { try TokenProtector.create(pin: "314159", module: "token.so") },
    ]
    for make in attempts {
      let error = #expect(throws: KeyProtectionError.self) { _ = try make() }
      #expect(error?.code == "key-device")
    }
  }
}
