// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import NIOConcurrencyHelpers
import Records
import Store
import Testing
import Transfer

@testable import StationServer

@Suite("The outbox and its ways out")
struct OutboxTests {
  /// A centre that nobody reaches.
  private final class Nowhere: UploadLink {
    let asked = NIOLockedValueBox(0)

    func answer(to request: UploadRequest) throws(TransferError) -> UploadResponse {
      asked.withLockedValue { $0 += 1 }
      return UploadResponse(503, headers: ["sinhtrac-code": "tired"])
    }
  }

  private final class Folder: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  @Test("Mount points are read as the kernel writes them, sticks alone and none that is read-only")
  func mounts() {
    let table = """
      /dev/sda1 / ext4 rw,relatime 0 0
      /dev/sdb1 /media/can\\040bo/USB\\040ONE vfat rw,nosuid 0 0
      /dev/sdc1 /run/media/x/LOCKED vfat ro,nosuid 0 0
      tmpfs /run tmpfs rw 0 0
      /dev/sdd1 /mnt ext4 rw 0 0
      /dev/sde1 /mnt/stick vfat rw 0 0
      /dev/sdf1 /mnt2 ext4 rw 0 0
      /dev/sdg1 /mnt-backup ext4 rw 0 0
      /dev/sdh1 /mediaserver ext4 rw 0 0
      broken
      """
    #expect(MountedSticks.points(in: table) == ["/media/can bo/USB ONE", "/mnt", "/mnt/stick"])
  }

  @Test("A record that the centre cannot take now waits, with the reason in both languages")
  func waiting() async throws {
    let folder = Folder()
    let store = try StationStore(folder: folder.path, key: try SecretKey())
    let id = try RecordID(at: StationClock.system.now.wall)
    try store.outbox.accept(SealedRecord(id: id, bytes: [1, 2, 3]))
    let live = Live()
    let news = try live.events()
    let courier = OutboxCourier(store.outbox, over: Nowhere(), telling: live)
    await courier.send()
    let entry = try #require(try store.outbox.entry(id))
    #expect(entry.state.name == "waiting")
    let manner = OutboxLine.Manner(isTraining: false, hasLink: true, openReceipt: nil)
    let line = OutboxLine(entry, application: "A-1", manner)
    #expect(line.reason?.code == "centre-busy" && line.nextTry != nil)
    #expect(line.reason?.vietnamese.isEmpty == false && line.reason?.english.isEmpty == false)
    var iterator = news.makeAsyncIterator()
    guard case .event("outbox", let text) = await iterator.next() else {
      Issue.record("nothing was told")
      return
    }
    #expect(String(decoding: text.bytes, as: UTF8.self).contains(id.description))
  }

  @Test(
    "The outbox shows a part that is asked for, with the counts of all, and no part that is none")
  func parts() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let officer = try await browser.signedIn()
      let page = try await officer.get("/api/outbox?show=stopped&from=50").value()
      #expect(page["part"] == .object(["show": .text("stopped"), "from": .integer(50)]))
      let none = AnyJSON.object([
        "all": .integer(0), "unsent": .integer(0), "stopped": .integer(0),
        "delivered": .integer(0),
      ])
      #expect(page["counts"] == none && page["items"] == .list([]))
      for wrong in ["show=lost", "from=-1", "from=x", "from=9223372036854775808"] {
        #expect(try await officer.get("/api/outbox?\(wrong)").status == 400, "\(wrong)")
      }
      #expect(try await officer.get("/api/outbox?from=9223372036854775807").status == 200)
      let act = #"{"step":{"act":"retry","part":{"show":"unsent","from":0}}}"#
      #expect(try await officer.post("/api/outbox", act).value()["part"]?["show"]?.text == "unsent")
      let bad = #"{"step":{"act":"retry","part":{"show":"lost","from":0}}}"#
      #expect(try await officer.post("/api/outbox", bad).status == 400)
    }
  }

  @Test("Without a stick, and in training, nothing leaves, and the answer says why")
  func training() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let officer = try await browser.signedIn()
      let export = #"{"step":{"act":"export","stick":"/nowhere"}}"#
      #expect(try await officer.post("/api/outbox", export).code == "no-stick")
      let unknown = #"{"step":{"act":"burn"}}"#
      #expect(try await officer.post("/api/outbox", unknown).status == 400)
    }
  }

  @Test("In training a device can be pulled out and plugged in again")
  func unplugged() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let officer = try await browser.signedIn()
      let out = try await officer.post(
        "/api/devices", #"{"step":{"act":"unplug","kind":"finger"}}"#)
      #expect(out.text.contains(#""isPresent":false,"kind":"finger""#), "\(out.text)")
      let back = try await officer.post("/api/devices", #"{"step":{"act":"plug","kind":"finger"}}"#)
      #expect(!back.text.contains(#""isPresent":false"#))
    }
  }
}
