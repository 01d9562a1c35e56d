// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import Testing

@testable import StationServer

/// Whatever is asked, the answer is a refusal or a result, and never a failure of the station.
@Suite("Fuzzed requests", .serialized)
struct FuzzedRequestTests {
  /// Requests for each route.
  private static let count = 2000

  static let routes: [String] = [
    "GET /api/visit", "POST /api/visit/sign-in", "POST /api/visit/unlock", "POST /api/visit/lock",
    "POST /api/visit/active", "POST /api/visit/sign-out", "GET /api/face", "GET /api/people",
    "POST /api/applications", "GET /api/applications/:id", "POST /api/applications/:id/commands",
    "GET /api/applications/:id/pictures/:name", "GET /api/applications/:id/documents/:name",
    "POST /api/capture", "GET /api/outbox", "POST /api/outbox", "GET /api/report",
    "POST /api/report", "GET /api/devices", "POST /api/devices", "GET /api/audit",
    "POST /api/audit", "GET /api/settings", "POST /api/settings", "GET /index.html",
  ]

  /// Streams never end, so they are not asked here.
  private static let streams: Set<String> = ["GET /api/events", "GET /api/preview"]

  @Test("Each of 2,000 requests of every route gets an answer without a failure", arguments: routes)
  func fuzzed(route: String) async throws {
    let station = try TestStation()
    let parts = route.split(separator: " ").map(String.init)
    let method = parts[0] == "POST" ? HTTPRequest.Method.post : .get
    try await station.with { browser in
      var random = Noise(
        seed: UInt64(truncatingIfNeeded: route.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
      let officer = try await browser.signedIn()
      let id = try await officer.opened(2)
      for number in 0..<Self.count {
        let path = random.path(parts[1], id)
        let body = method == .post ? random.body(id) : nil
        // A visit that was ended is not all that is to be tried.
        let asks = route.hasSuffix("sign-out") && number % 2 == 0 ? browser : officer
        let answer = try await asks.ask(method, path, body, headers: random.headers(method))
        #expect(answer.status < 500, "\(path) \(body ?? "") \(answer.text)")
      }
      let still = try await browser.signedIn("canbo-02")
      #expect(try await still.get("/api/people").status == 200)
    }
  }

  @Test("Every route is fuzzed, and stands in the OpenAPI document")
  func complete() throws {
    let station = try TestStation()
    let routes = station.server.router().routes.map { "\($0.method.rawValue) \($0.path)" }
      .filter { $0.contains("/api/") }.map(Self.named)
    #expect(Set(routes) == Set(Self.routes.filter { $0.contains("/api/") }).union(Self.streams))
    let document = try JSONText(bytes: #require(Pages().bytes("openapi.json"))).value(AnyJSON.self)
    guard case .object(let paths) = document["paths"] else {
      Issue.record("no paths")
      return
    }
    let described = paths.flatMap { path, methods -> [String] in
      guard case .object(let methods) = methods else { return [] }
      return methods.keys.map {
        Self.named("\($0.uppercased()) \(path)")
      }
    }
    #expect(Set(routes) == Set(described))
  }

  /// Parts of the path as routes are written here: `:id` for `{id}`.
  private static func named(_ route: String) -> String {
    route.replacing("{", with: ":").replacing("}", with: "")
  }

  @Test("A body without end is cut off")
  func oversized() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let visitor = try await browser.visiting()
      let long = #"{"name":"\#(String(repeating: "a", count: 100_000))","pin":"1"}"#
      #expect(try await visitor.post("/api/visit/sign-in", long).status == 413)
    }
  }
}

/// Requests by chance, the same ones in every run.
private struct Noise: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  private mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int(next() % UInt64(items.count))]
  }

  private mutating func text() -> String {
    let pieces = [
      "a", "..", "%2e", "/", "\\", "\u{0}", "ễ", "💥", "\"", "}", "{", "plain-right-four",
      "right-eye", "portrait", "sheet", "999999999999999999999", "-1", "null", " ", "exception.",
      "<script>", "'", ";",
    ]
    return (0..<Int(next() % 6)).map { _ in pick(pieces) }.joined()
  }

  mutating func path(_ route: String, _ id: String) -> String {
    var path = route.replacing(":id", with: pick([id, id, text(), "TRAINING-20260101-1"]))
      .replacing(":name", with: pick(["portrait", "sheet", "receipt", "right-index", text()]))
    switch next() % 8 {
    case 0: path += "?q=" + text()
    case 1: path += "/" + text()
    default: break
    }
    return path.unicodeScalars.contains { $0.value == 0 } ? route : path
  }

  mutating func body(_ id: String) -> String {
    let whole = pick([
      #"{"name":"canbo-01","pin":"\#(text())"}"#, #"{"pin":"1"}"#, #"{"id":"\#(text())"}"#,
      #"{"step":{"id":"\#(next() % 9)","action":{"typePerson":{"values":{"fullName":"\#(text())"}}}}}"#,
      #"{"step":{"id":"x","action":{"goTo":{"step":"\#(text())"}}}}"#,
      #"{"step":{"id":"y","action":{"account":{"level":\#(Int(next() % 9) - 3)}}}}"#,
      #"{"step":{"id":"z","action":{"sign":{"manner":"pad","picture":"AAAA"}}}}"#,
      #"{"step":{"act":"\#(text())","record":"\#(text())"}}"#,
      #"{"action":"stop","application":"\#(id)","target":"\#(text())"}"#,
      #"{"step":{"attempts":\#(next() % 300)},"supervisor":{"name":"\#(text())","pin":""}}"#,
      String(repeating: "[", count: Int(next() % 4000)), text(), "",
    ])
    switch next() % 3 {
    case 0: return String(whole.prefix(Int(next() % UInt64(whole.count + 1))))
    case 1:
      var bytes = Array(whole.utf8)
      if !bytes.isEmpty { bytes[Int(next() % UInt64(bytes.count))] ^= UInt8(1 << (next() % 8)) }
      return String(decoding: bytes, as: UTF8.self)
    default: return whole
    }
  }

  mutating func headers(_ method: HTTPRequest.Method) -> HTTPFields? {
    guard next().isMultiple(of: 10) else { return nil }
    var fields = Browser.postHeaders
    switch next() % 4 {
    case 0: fields[.origin] = pick(["null", "http://evil.example", ""])
    case 1: fields[.contentType] = pick(["text/plain", "", "application/json;charset=x"])
    case 2: fields[.token] = pick(["", "0", "zz"])
    default: fields[.fetchSite] = pick(["cross-site", "", "none"])
    }
    return fields
  }
}
