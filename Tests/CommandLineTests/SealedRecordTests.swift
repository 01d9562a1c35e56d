// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import KeyProtection
import Records
import Testing

@Suite("sinhtrac station init and record open")
struct SealedRecordTests {
  private static let passphrase = "mười hai con giáp"
  private let folder: TestFolder
  private let centreKey: PrivateKey

  /// A centre and a recovery key, and a station that was set up.
  init() throws {
    folder = try TestFolder()
    centreKey = try PrivateKey(.p256)
    let centre = try Self.certificate(of: centreKey, "Centre")
    try write("centre.key", centreKey.pem(passphrase: Self.passphrase))
    try write("centre.pem", centre.pem())
    try write("recovery.pem", Self.certificate(of: PrivateKey(.rsa), "Recovery").pem())
    let outcome = try sinhtrac(
      "station init --folder kit --centre centre.pem --recovery recovery.pem --name KIT7")
    try #require(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("centre  SHA-256 \(try centre.fingerprint())"))
  }

  private static func certificate(of key: PrivateKey, _ name: String) throws -> Certificate {
    try .selfSigned(
      for: key, name: .init(commonName: name), validity: 1_700_000_000...4_000_000_000,
      usage: .signingAndOpening)
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: "\(folder.path)/\(name)"))
  }

  private func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(folder.path)/\(name)")))
  }

  /// Runs the program in the folder with the passphrase on standard input.
  private func sinhtrac(_ words: String) throws -> Program.Outcome {
    try Program.shell(
      "cd '\(folder.path)' && printf '%s\\n' '\(Self.passphrase)' | \"$SINHTRAC\" \(words)")
  }

  private func sealed() throws -> [UInt8] {
    let station = try ProvisionedStation(decoding: read("kit/station.json"))
    let archive = try RecordArchive([
      RecordPart(name: "manifest.json", bytes: Array("{}".utf8)),
      RecordPart(name: "record.an2", bytes: [1, 2, 3]),
    ])
    let time = try #require(UTCTime("2026-11-22T07:00:00Z"))
    return try SealedMessage.seal(
      archive.encoded(at: time), by: station.unlock(Self.passphrase).signer,
      at: Int64(Date.now.timeIntervalSince1970), for: station.recipients())
  }

  @Test("A second station init changes nothing, and the files tell no secret")
  func provisioned() throws {
    let before = try read("kit/station.json")
    let again = try sinhtrac(
      "station init --folder kit --centre centre.pem --recovery recovery.pem")
    #expect(again.status == 1 && again.errors.contains("[record-exists]"))
    #expect(try read("kit/station.json") == before)
    #expect(!String(decoding: before, as: UTF8.self).contains(Self.passphrase))
    #expect(throws: KeyProtectionError.self) {
      try ProvisionedStation(decoding: before).unlock("mười hai con chuột")
    }
    let verify = try Program.shell(
      "cd '\(folder.path)/kit' && openssl req -verify -noout -in request.pem")
    #expect(verify.status == 0)
  }

  @Test("A record that was changed, or signed by a stranger, ends with 5; a wrong key with 1")
  func refusals() throws {
    let message = try sealed()
    let open = "record open r.cms --key centre.key --certificate centre.pem --trust"
    try write("r.cms", message)
    #expect(try sinhtrac("\(open) centre.pem").status == 5)
    for offset in stride(from: 0, to: message.count, by: message.count / 6) {
      var changed = message
      changed[offset] ^= 1
      try write("r.cms", changed)
      let outcome = try sinhtrac("\(open) kit/certificate.pem")
      #expect(outcome.status == 5, "offset \(offset): \(outcome.errors)")
    }
    try write("r.cms", message)
    try write("other.key", PrivateKey(.p256).pem())
    let other = try sinhtrac("record open r.cms --key other.key --trust kit/certificate.pem")
    #expect(other.status == 1 && other.errors.contains("[seal-not-for-this-key]"))
    // Sealed by a station that is trusted, but no record of ours: its manifest is empty.
    #expect(try sinhtrac("\(open) kit/certificate.pem").status == 1)
  }

  @Test("The centre gets the files that enrol wrote")
  func opened() throws {
    let fixture = try Applicant()
    try #require(fixture.enrol().status == 0)
    let source = URL(filePath: "\(fixture.folder.path)/out/A-1")
    let parts = try ["record.an2", "manifest.json"].map {
      RecordPart(name: $0, bytes: Array(try Data(contentsOf: source.appending(path: $0))))
    }
    let station = try ProvisionedStation(decoding: read("kit/station.json"))
    let time = try #require(UTCTime("2026-11-22T07:00:00Z"))
    let message = try SealedMessage.seal(
      RecordArchive(parts).encoded(at: time), by: station.unlock(Self.passphrase).signer,
      at: Int64(Date.now.timeIntervalSince1970), for: station.recipients())
    try write("r.cms", message)
    let outcome = try sinhtrac(
      "record open r.cms --key centre.key --trust kit/certificate.pem --out opened")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("CN = KIT7"))
    for part in parts { #expect(try read("opened/A-1/\(part.name)") == part.bytes) }
  }
}
