// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Records
import Testing

@Suite("Files of an application")
struct ApplicationPartsTests {
  @Test("The transaction lists its records in order: types 1 and 2, images, templates")
  func transaction() throws {
    let transaction = try NISTTransaction(decoding: Sample.transaction())
    let images = [Int](repeating: 14, count: 10)
    #expect(transaction.records.map(\.type) == [1, 2] + images + [Int](repeating: 9, count: 9))
    let type1 = transaction.records[0]
    #expect(type1[2]?.text == "0502")
    #expect(type1[5]?.text == "20261121")
    #expect(type1[9]?.text == "KIT01-20261121-000007")
    #expect(type1[14]?.text == "20261120183005Z")
    let listed = try #require(type1[3]).subfields.dropFirst().map { $0.compactMap { Int($0) } }
    #expect(listed == transaction.records.dropFirst().map { [$0.type, $0.idc ?? -1] })
  }

  @Test("Type-2 is plain ASCII with the folded name")
  func descriptiveText() throws {
    let type2 = try NISTTransaction(decoding: Sample.transaction()).records[1]
    #expect(type2.fields.map(\.text).suffix(3) == ["VN-2026-000001", "14+", "NGUYEN THI ANH DAO"])
  }

  @Test("A missing finger has a Type-14 of its own without image fields")
  func missingFinger() throws {
    let records = try NISTTransaction(decoding: Sample.transaction()).records(ofType: 14)
    let absent = try #require(records.last)
    #expect(absent.fields.map(\.number) == [1, 2, 3, 4, 5, 13, 18])
    #expect(absent[18]?.subfields == [["4", "XX"]])
  }

  @Test("A slap carries boxes, scores and its missing fingers itself")
  func slap() throws {
    let missing = try #require(MissingFinger(.rightLittle, .bandaged))
    let slap = try Sample.slap(without: [.rightLittle])
    let application = try Sample.application(captures: [slap], missing: [missing])
    let records = try NISTTransaction(decoding: Sample.transaction(application)).records(ofType: 14)
    #expect(records.count == 1)
    #expect(records[0][18]?.subfields == [["5", "UP"]])
    #expect(records[0][21]?.subfields.first == ["2", "0", "45", "10", "90"])
    #expect(records[0][23]?.subfields.first == ["2", "90", "0101", "57"])
    #expect(records[0][24]?.subfields.last == ["4", "61", "0101", "57"])
  }

  @Test("Minutiae are written in pixels, 2 degrees and the codes of INCITS 378")
  func minutiae() throws {
    let type9 = try #require(
      NISTTransaction(decoding: Sample.transaction()).records(ofType: 9).first)
    #expect(type9[136]?.text == "12")
    #expect(type9[137]?.subfields[3] == ["4", "15", "19", "47", "2", "43"])
    #expect(type9[135]?.subfields == [["55", "0101", "57"]])
    #expect(type9[134]?.text == "1")
  }

  @Test("The manifest holds the civil data in Unicode, the captures, and the digest of the record")
  func manifest() throws {
    let parts = try Sample.parts()
    let bytes = try #require(parts[ApplicationRecord.manifestName])
    let manifest = try Manifest(decoding: bytes)
    #expect(manifest.biographicData.fullName == "Nguyễn Thị Ánh Đào")
    #expect(manifest.biographicData.details[.placeOfOrigin] == "Hà Nội")
    #expect(manifest.biometricData.count == 10)
    #expect(manifest.biometricData[1].biometricSubType == "RIGHT_INDEX")
    #expect(manifest.biometricData[1].quality == 55)
    #expect(manifest.biometricData.last?.missing?.first?.presence == "AMPUTATED")
    #expect(manifest.contextualData.transactionControlNumber == "KIT01-20261121-000007")
    #expect(try manifest.encoded() == bytes)
    let record = RecordPart(
      name: ApplicationRecord.transactionName,
      bytes: try #require(parts[ApplicationRecord.transactionName]))
    try manifest.check(record)
  }

  @Test("A file that was changed or added is found by the manifest")
  func tampering() throws {
    let parts = try Sample.parts()
    let manifest = try Manifest(decoding: try #require(parts[ApplicationRecord.manifestName]))
    var bytes = try #require(parts[ApplicationRecord.transactionName])
    bytes[bytes.count / 2] ^= 1
    let altered = #expect(throws: RecordError.self) {
      try manifest.check(RecordPart(name: "record.an2", bytes: bytes))
    }
    #expect(altered?.code == "part-altered")
    let added = #expect(throws: RecordError.self) {
      try manifest.check(RecordPart(name: "more.an2", bytes: []))
    }
    #expect(added?.code == "part-unknown")
  }

  @Test("The same application gives the same bytes")
  func deterministic() throws {
    #expect(try Sample.parts() == Sample.parts())
  }

  @Test("A serial number out of range is refused", arguments: [-1, 1_000_000])
  func serial(number: Int) throws {
    let error = #expect(throws: RecordError.self) {
      try Sample.application().parts(
        from: Sample.station(), at: try #require(Sample.time), serial: number)
    }
    #expect(error?.code == "serial")
  }

  @Test("Manifests from outside give a typed error or a manifest that can be written")
  func hostileManifests() throws {
    let bytes = try #require(
      Sample.parts(Sample.smallApplication())[ApplicationRecord.manifestName])
    for length in 0..<(bytes.count - 1) {
      #expect(throws: RecordError.self) { try Manifest(decoding: Array(bytes.prefix(length))) }
    }
    flippedCopies(of: bytes, count: 10_000, seed: 31) { copy in
      do throws(RecordError) {
        _ = try Manifest(decoding: copy).encoded()
      } catch {
        #expect(error.code == "manifest")
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    for name in ["../record.an2", ".hidden", "a/b", ""] {
      let evil = text.replacing("\"name\" : \"record.an2\"", with: "\"name\" : \"\(name)\"")
      #expect(evil != text)
      #expect(throws: RecordError.self) { try Manifest(decoding: Array(evil.utf8)) }
    }
  }
}
