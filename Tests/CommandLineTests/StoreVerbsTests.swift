// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import Records
import Store
import Testing

@Suite("sinhtrac outbox, audit, report")
struct StoreVerbsTests {
  let folder = try? TestFolder()
  let records: [SealedRecord]
  let certified: CertifiedKey
  private var path: String { folder?.path ?? "" }
  private var store: String { "--store \(path)/store" }

  /// A store with three records, a key under a passphrase, and certificates of station and centre.
  init() throws {
    let path = try #require(folder).path
    let now = Int64(Date().timeIntervalSince1970)
    let key = try PrivateKey(.p256)
    let certificate = try Certificate.selfSigned(
      for: key, name: DistinguishedName(commonName: "HN_07"), validity: now - 60...now + 86_400,
      usage: .signing)
    certified = try CertifiedKey(key: key, certificate: certificate)
    try Data(key.pem(passphrase: "correct horse")).write(to: URL(filePath: path + "/station.key"))
    try Data(certificate.pem()).write(to: URL(filePath: path + "/station.pem"))
    let made = UTCTime(clamping: Int(now))
    let began = UTCTime(clamping: Int(now) - 100)
    records = try (0..<3).map {
      try SealedRecord(id: RecordID(at: made), bytes: Array("record \($0)".utf8))
    }
    let store = try StationStore(folder: path + "/store", key: nil)
    for record in records {
      let entry = LedgerEntry(
        ward: try #require(ListCode("00256")), kind: .exchange, ageGroup: .fourteenAndOver,
        outcome: .enrolled, by: try #require(OperatorID("anna")), began: began, ended: made)
      try store.outbox.accept(record, entry: entry)
    }
    try FileManager.default.createDirectory(
      atPath: path + "/stick", withIntermediateDirectories: true)
  }

  private func export() throws -> Program.Outcome {
    try Program.shell(
      "echo 'correct horse' | \"$SINHTRAC\" outbox export \(path)/stick \(store) --kit HN_07 "
        + "--key \(path)/station.key --certificate \(path)/station.pem")
  }

  @Test("list shows each record, in words and as JSON, and needs a store")
  func list() throws {
    let text = try Program.run("outbox list \(store)")
    #expect(text.status == 0)
    #expect(text.output.contains("3 records, 3 not delivered"))
    let json = try Program.run("outbox list \(store) --json")
    for record in records { #expect(json.output.contains(record.id.description)) }
    let none = try Program.run("outbox list --store \(path)/nowhere")
    #expect(none.status == 1)
    #expect(none.errors.contains("[store-unusable]"))
    #expect(!FileManager.default.fileExists(atPath: path + "/nowhere"))
  }

  @Test("Out on a stick and into another station; an altered stick ends with 5")
  func stick() throws {
    let exported = try export()
    #expect(exported.status == 0, "\(exported.errors)")
    #expect(exported.output.contains("3 records"))
    #expect(try Program.run("outbox list \(store)").output.contains("exported"))
    _ = try StationStore(folder: path + "/office", key: nil)
    let take =
      "outbox import \(path)/stick/HN_07-1 --store \(path)/office --trust \(path)/station.pem"
    for _ in 0..<2 {
      let taken = try Program.run(take)
      #expect(taken.status == 0, "\(taken.errors)")
      #expect(taken.output.contains("3 records are in the outbox"))
    }
    let file = URL(filePath: "\(path)/stick/HN_07-1/\(records[1].id).cms")
    try Data("record 7".utf8).write(to: file)
    let altered = try Program.run(take)
    #expect(altered.status == 5)
    #expect(altered.errors.contains("[stick-altered]"))
  }

  @Test("The centre's receipts deliver; one that somebody else signed ends with 5")
  func receipts() throws {
    let take = "outbox receipts \(path)/stick \(store) --centre \(path)/centre.pem"
    let key = try SigningKey(on: .p256)
    let now = Int64(Date().timeIntervalSince1970)
    let centre = try Certificate.issue(
      for: key, country: "VN", name: "Centre", serialNumber: 1, validity: now - 60...now + 86_400)
    try Data(centre.pem()).write(to: URL(filePath: path + "/centre.pem"))
    func receipt(_ record: SealedRecord) throws -> [UInt8] {
      let receipt = Receipt(
        id: record.id, digest: record.digest, size: record.bytes.count,
        receivedAt: UTCTime(clamping: Int(now)), centre: "test", sequence: 1)
      return try SignedMessage.signing(
        receipt.encoded(), contentType: "1.2.840.113549.1.7.1", by: centre, key: key)
    }
    try StickReceipts.write(
      [records[0].id: receipt(records[0]), records[1].id: [1, 2, 3]], for: "HN_07-1",
      to: path + "/stick")
    let taken = try Program.run(take)
    #expect(taken.status == 5)
    #expect(taken.output.contains("1 delivered, 1 refused"))
    #expect(try Program.run("outbox list \(store)").output.contains("3 records, 2 not delivered"))
  }

  @Test("verify tells a sound log from a shortened one by a head kept elsewhere")
  func verify() throws {
    #expect(try export().status == 0)
    let sound = try Program.run("audit verify \(store) --certificate \(path)/station.pem")
    #expect(sound.status == 0)
    #expect(sound.output.contains("1 signed heads: sound"))
    let head = "\(99):" + String(repeating: "ab", count: 32)
    let cut = try Program.run("audit verify \(store) --head \(head)")
    #expect(cut.status == 5)
    #expect(cut.output.contains("row 99 was signed or kept elsewhere"))
    #expect(try Program.run("audit verify \(store) --head 12").status == 2)
  }

  @Test("report day counts, as text, JSON, CSV and a page")
  func report() throws {
    let text = try Program.run("report day \(store)")
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("3 enrolled, 0 not, 100 s each"))
    #expect(try Program.run("report day \(store) --json").output.contains("\"enrolled\" : 3"))
    #expect(
      try Program.run("report day \(store) --csv").output.contains("ward-enrolled,00256,3\r\n"))
    #expect(try Program.run("report day \(store) --html").output.hasPrefix("<!doctype html>"))
    #expect(try Program.run("report day \(store) --csv --html").status == 2)
    #expect(try Program.run("report day \(store) --day 2026-13-01").status == 2)
    #expect(try Program.run("report day \(store) --day 2020-01-01").output.contains("0 enrolled"))
  }

  @Test("station policy explains every setting, gives a whole file, refuses a wrong one by name")
  func policy() throws {
    let explained = try Program.run("station policy --explain")
    #expect(explained.status == 0 && explained.output.contains("portraitAttempts"))
    #expect(explained.output.contains("article 23"))
    let whole = try Program.run("station policy")
    let file = path + "/policy.json"
    try Data(whole.output.utf8).write(to: URL(filePath: file))
    #expect(try Program.run("station policy \(file)").output == whole.output)
    try Data("{\"profil\": \"442\"}".utf8).write(to: URL(filePath: file))
    let wrong = try Program.run("station policy \(file) --explain")
    #expect(wrong.status == 1 && wrong.errors.contains("profil is wrong"))
  }
}
