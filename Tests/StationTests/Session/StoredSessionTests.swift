// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Foundation
import Records
import Store
import Testing

@testable import Station

/// A station's folder and key, and the centre that opens its records.
private struct StoredStation {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
  let key: SecretKey
  let centreKey: PrivateKey
  let centre: Certificate
  let station: CertifiedKey

  init() throws {
    let validity: ClosedRange<Int64> = 1_700_000_000...4_000_000_000
    let stationKey = try PrivateKey(.p256)
    key = try SecretKey()
    centreKey = try PrivateKey(.p256)
    centre = try .selfSigned(
      for: centreKey, name: .init(commonName: "Centre"), validity: validity, usage: .opening)
    let own = try Certificate.selfSigned(
      for: stationKey, name: .init(commonName: "Station 7"), validity: validity, usage: .signing)
    station = try CertifiedKey(key: stationKey, certificate: own)
  }

  /// Waits until the session before has let go of the folder.
  func store() async throws -> StationStore {
    for _ in 0..<3000 {
      if let store = try free() { return store }
      try await Task.sleep(for: .milliseconds(20))
    }
    return try StationStore(folder: folder, key: key)
  }

  private func free() throws -> StationStore? {
    do {
      return try StationStore(folder: folder, key: key)
    } catch {
      guard error.reason == .inUse else { throw error }
      return nil
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

@Suite("Sessions over the station's store", .serialized)
struct StoredSessionTests {
  private let test: TestDesk
  private let place: StoredStation

  init() throws {
    test = try TestDesk(policy: .easy)
    place = try StoredStation()
  }

  private func desk(_ store: StationStore) throws -> SessionDesk {
    let plain = try test.desk()
    return try SessionDesk(
      store: store, ward: try #require(ListCode("00001")),
      sealer: StationSealer(signer: place.station, recipients: [place.centre]),
      station: plain.station, policy: .easy, clock: plain.clock)
  }

  private func holds(_ text: some Sequence<UInt8>) throws -> [String] {
    let wanted = Data(text)
    return try FileManager.default.subpathsOfDirectory(atPath: place.folder).filter {
      FileManager.default.contents(atPath: place.folder + "/" + $0)?.range(of: wanted) != nil
    }
  }

  @Test("A session over the store is sealed for the centre alone and leaves nothing in clear")
  func whole() async throws {
    defer { place.remove() }
    let store = try await place.store()
    let session = try await EnrolmentSession.open("A-1", at: try desk(store), by: "officer-1")
    for action in try Script.child() {
      try await session.perform(test.command(action), by: "officer-1")
      // A draft lies sealed on the disk, a record as well: PNG, JPEG, WSQ, and what was typed.
      let secrets: [[UInt8]] = [
        Array("Nguyễn".utf8), Array("001190000001".utf8), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a],
        [0xff, 0xd8, 0xff, 0xe0], [0xff, 0xa0, 0xff, 0xa8],
      ]
      for secret in secrets { #expect(try holds(secret).isEmpty, "after \(action.name)") }
    }
    let submitted = try #require(await session.state.outcome?.submitted)
    let id = try #require(RecordID(submitted.record))
    let sealed = try store.outbox.record(id)
    #expect(sealed.digest.hexadecimal == submitted.sha256)
    let opened = try SealedMessage.open(
      sealed.bytes, as: place.centre, key: place.centreKey, trusting: [place.station.certificate])
    let archive = try RecordArchive(decoding: opened.content)
    let manifest = try Manifest(decoding: try #require(archive["manifest.json"]))
    #expect(manifest.biographicData.fullName == "Nguyễn Thị Bé")
    #expect(NISTCheck.findings(in: try #require(archive["record.an2"])).isEmpty)
    let day = try #require(CalendarDate("2026-11-21"))
    #expect(try store.ledger.entries(on: day).map(\.outcome) == [.enrolled])
    // Opened again, it shows the same outcome; nothing is sent twice.
    let again = try await EnrolmentSession.open("A-1", at: try desk(store), by: "officer-1")
    #expect(await again.state.outcome?.submitted == submitted)
    #expect(try store.outbox.list().count == 1)
  }

  @Test("Lists of records that an earlier version kept among the drafts are taken over")
  func earlierLists() async throws {
    defer { place.remove() }
    let store = try await place.store()
    let id = try RecordID(at: try test.desk().clock())
    let kept = try SealedRecord(id: id, bytes: [1, 2, 3])
    try store.outbox.accept(kept)
    let lost = try RecordID(at: try test.desk().clock())
    let entries = [lost, id].map { record in
      SubmittedRecord(
        record: record.description, application: "A-1", sha256: kept.digest.hexadecimal, size: 3,
        sealedAt: "2026-11-21T03:00:00Z")
    }
    try store.drafts.save("sealed:A-1", state: [UInt8](JSONEncoder().encode(entries)))
    try store.drafts.save("sealed:A-2", state: Array("no list".utf8))
    try store.drafts.save("A-3", state: [1])
    let desk = try desk(store)
    // One that was never accepted is forgotten; what cannot be read stays.
    #expect(try await desk.outbox.records(of: "A-1") == [entries[1]])
    #expect(try store.applications.applications(of: [id, lost]) == [id: "A-1"])
    #expect(Set(try store.drafts.list().map(\.id)) == ["sealed:A-2", "A-3"])
  }

  @Test("A session that was killed goes on from the disk; one that ended is counted")
  func resumed() async throws {
    defer { place.remove() }
    var last: SessionState?
    for action in try Script.child().prefix(6) {
      // Another process: the store is opened anew.
      let session = try await EnrolmentSession.open(
        "A-1", at: try desk(try await place.store()), by: "officer-1")
      if let last { #expect(await session.state == last) }
      last = try await session.perform(test.command(action), by: "officer-1")
    }
    let store = try await place.store()
    let session = try await EnrolmentSession.open("A-1", at: try desk(store), by: "officer-1")
    let state = try await session.perform(
      test.command(.notEnrolled(reason: "refused", note: nil)), by: "officer-1")
    #expect(state.outcome?.notEnrolled?.reason == "refused")
    let day = try #require(CalendarDate("2026-11-21"))
    let entry = try #require(store.ledger.entries(on: day).first)
    #expect(entry.ageGroup == .sixToThirteen && entry.kind == .firstIssuance)
    #expect(try store.drafts.list().isEmpty)
  }
}
