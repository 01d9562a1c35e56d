// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import StationServer

@Suite("Applications over the interface", .serialized)
struct ApplicationTests {
  private static func command(_ id: String, _ action: String, _ rest: String = "") -> String {
    #"{"step":{"id":"\#(id)","action":{\#(action)}}\#(rest)}"#
  }

  @Test("A person of the list is opened with what the list knows, and again at the same place")
  func opening() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let officer = try await browser.signedIn()
      let id = try await officer.opened(1)
      #expect(try await officer.opened(1) == id)
      let state = try await officer.get("/api/applications/\(id)")
      #expect(state.text.contains("Nguyễn Thị Ví Dụ"))
      #expect(try await officer.get("/api/applications/no-such-one").status != 200)
    }
  }

  @Test("The same command twice has the effect of one")
  func twice() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let officer = try await browser.signedIn()
      let id = try await officer.opened(4)
      let body = Self.command("one", #""typePerson":{"values":{"gender":"M"}}"#)
      let first = try await officer.post("/api/applications/\(id)/commands", body)
      let second = try await officer.post("/api/applications/\(id)/commands", body)
      #expect(first.status == 200, "\(first.text)")
      #expect(first.text == second.text)
    }
  }

  @Test("Of a child under six nothing is captured, whoever asks")
  func underSix() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let officer = try await browser.signedIn()
      let id = try await officer.opened(3)
      for target in [
        "right-index", "plain-right-four", "right-eye", "portrait", "exception.left-eye",
      ] {
        let answer = try await officer.post(
          "/api/capture", #"{"action":"start","application":"\#(id)","target":"\#(target)"}"#)
        #expect(answer.code == "not-permitted", "\(target) \(answer.text)")
        #expect(answer.status == 403)
      }
    }
  }

  @Test("A page cannot hand in pictures: they come from devices")
  func devicesOnly() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let officer = try await browser.signedIn()
      let id = try await officer.opened(1)
      let face = #""portrait":{"picture":{"file":"iVBORw0KGgo=","device":"x"}}"#
      let answer = try await officer.post(
        "/api/applications/\(id)/commands", Self.command("a", face))
      #expect(answer.code == "devices-only")
    }
  }

  @Test("Confirming needs the PIN of a supervisor, in the same request")
  func secondLook() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let officer = try await browser.signedIn()
      let id = try await officer.opened(4)
      let path = "/api/applications/\(id)/commands"
      let missing = #""declareMissing":{"part":"left-little","reason":"missing"}"#
      #expect(try await officer.post(path, Self.command("a", missing)).status == 200)
      let confirm = #""confirmException":{"part":"left-little","supervisor":"giamsat-01"}"#
      #expect(try await officer.post(path, Self.command("b", confirm)).code == "needs-supervisor")
      func second(_ name: String, _ pin: String) -> String {
        #","supervisor":{"name":"\#(name)","pin":"\#(pin)"}"#
      }
      let wrong = Self.command("c", confirm, second("giamsat-01", "111111"))
      #expect(try await officer.post(path, wrong).code == "wrong-pin")
      let officers = Self.command("d", confirm, second("canbo-02", "123456"))
      #expect(try await officer.post(path, officers).code == "no-supervisor")
      let right = Self.command("e", confirm, second("giamsat-01", "123456"))
      // Past the supervisor: what is missing now is the photograph.
      #expect(try await officer.post(path, right).code == "not-ready")
    }
  }

  @Test("Settings are changed by a supervisor only")
  func settings() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let officer = try await browser.signedIn()
      let alone = try await officer.post("/api/settings", #"{"step":{"fingerAccept":60}}"#)
      #expect(alone.code == "needs-supervisor")
      let second = #""supervisor":{"name":"giamsat-01","pin":"123456"}"#
      let changed = try await officer.post(
        "/api/settings", #"{"step":{"fingerAccept":60},\#(second)}"#)
      #expect(changed.text.contains(#""fingerAccept":60"#))
      let broken = try await officer.post("/api/settings", #"{"step":{"attempts":99},\#(second)}"#)
      #expect(broken.status == 422)
    }
  }
}
