// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOConcurrencyHelpers
import Testing

@testable import StationServer

@Suite("Visits", .serialized)
struct VisitTests {
  @Test("Nothing is told to who has not signed in")
  func signedOut() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let stranger = try await browser.visiting()
      for path in ["/api/people", "/api/outbox", "/api/events", "/api/preview", "/api/audit"] {
        #expect(try await browser.get(path).code == "no-visit")
        #expect(try await stranger.get(path).code == "not-signed-in")
      }
    }
  }

  @Test("Signing in gives another cookie and token, and the cookie is closed to scripts")
  func fixation() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let before = try await browser.visiting()
      let answer = try await before.post(
        "/api/visit/sign-in", #"{"name":"canbo-01","pin":"123456"}"#)
      let after = try before.taking(answer)
      #expect(after.cookie != before.cookie)
      #expect(after.token != before.token)
      let set = try #require(answer.headers[.setCookie])
      #expect(set.contains("HttpOnly") && set.contains("SameSite=Strict"))
      #expect(try await before.get("/api/people").code == "no-visit")
      #expect(try await after.get("/api/people").status == 200)
    }
  }

  @Test("Without the page's token nothing is changed")
  func token() async throws {
    let station = try TestStation()
    try await station.with { browser in
      var officer = try await browser.signedIn()
      officer.token = ""
      #expect(try await officer.post("/api/applications").code == "wrong-token")
      officer.token = String(repeating: "0", count: 64)
      #expect(try await officer.post("/api/applications").code == "wrong-token")
    }
  }

  @Test("Who does nothing for too long is asked for the PIN; looking is not doing")
  func idle() async throws {
    let start = ContinuousClock.now
    let passed = NIOLockedValueBox(Duration.zero)
    let station = try TestStation(idle: .seconds(60)) { start + passed.withLockedValue { $0 } }
    try await station.with { browser in
      let officer = try await browser.signedIn()
      passed.withLockedValue { $0 = .seconds(40) }
      #expect(try await officer.post("/api/visit/active").status == 204)
      passed.withLockedValue { $0 = .seconds(90) }
      #expect(try await officer.get("/api/people").status == 200)
      passed.withLockedValue { $0 = .seconds(101) }
      #expect(try await officer.get("/api/people").code == "locked")
      #expect(try await officer.post("/api/visit/unlock", #"{"pin":"000000"}"#).status == 401)
      #expect(try await officer.get("/api/people").code == "locked")
      #expect(try await officer.post("/api/visit/unlock", #"{"pin":"123456"}"#).status == 200)
      #expect(try await officer.get("/api/people").status == 200)
    }
  }

  @Test("Too many wrong PINs lock the account, and the screen hears for how long")
  func lockout() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let visitor = try await browser.visiting()
      var last = try await visitor.get("/api/face")
      for _ in 0..<6 {
        last = try await visitor.post(
          "/api/visit/sign-in", #"{"name":"canbo-02","pin":"999999"}"#)
      }
      #expect(last.code == "locked-out")
      #expect(last.status == 429)
      guard case .integer(let seconds) = try last.value()["error"]?["seconds"] else {
        Issue.record("no seconds in \(last.text)")
        return
      }
      #expect((1...900).contains(seconds))
    }
  }
}
