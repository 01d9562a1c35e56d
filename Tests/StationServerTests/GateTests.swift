// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Testing

@testable import StationServer

@Suite("Gate")
struct GateTests {
  private let gate = Gate(port: 8080)

  private func refusal(
    _ method: HTTPRequest.Method = .get, host: String = "127.0.0.1:8080", path: String = "/",
    _ fields: HTTPFields = [:]
  ) -> Int? {
    gate.refusal(
      HTTPRequest(
        method: method, scheme: "http", authority: host, path: path, headerFields: fields)
    )?.status
  }

  private let post: HTTPFields = [
    .contentType: "application/json", .origin: "http://127.0.0.1:8080",
  ]

  @Test("The station's own pages may come in, under both names of this machine")
  func own() {
    #expect(refusal() == nil)
    #expect(refusal(host: "localhost:8080") == nil)
    #expect(refusal(.post, post) == nil)
  }

  @Test(
    "A name that somebody pointed at this machine is not the station's",
    arguments: [
      "evil.example:8080", "127.0.0.1", "127.0.0.1:8081", "localhost", "[::1]:8080", "",
      "127.0.0.1:8080.evil.example", "LOCALHOST:8080",
    ])
  func rebinding(host: String) { #expect(refusal(host: host) == 421) }

  @Test(
    "Another origin is refused, for reading as well",
    arguments: [
      "http://evil.example", "null", "http://127.0.0.1:8081", "https://127.0.0.1:8080",
      "http://localhost:8080",
    ])
  func origin(origin: String) {
    #expect(refusal(.get, [.origin: origin]) == 403)
    var fields = post
    fields[.origin] = origin
    #expect(refusal(.post, fields) == 403)
  }

  @Test("What another site's page asks for is refused, whatever it is")
  func fetchSite() {
    #expect(refusal(.get, [.fetchSite: "cross-site"]) == 403)
    #expect(refusal(.get, [.fetchSite: "same-site"]) == 403)
    #expect(refusal(.get, [.fetchSite: "none"]) == nil)
    #expect(refusal(.post, [.contentType: "application/json"]) == 403)
  }

  @Test("Forms, scripts' plain text and too long bodies are no requests")
  func bodies() {
    for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
      var fields = post
      fields[.contentType] = type
      #expect(refusal(.post, fields) == 415)
    }
    var long = post
    long[.contentLength] = "99999999"
    #expect(refusal(.post, long) == 413)
    #expect(refusal(.delete) == 405)
  }

  @Test(
    "A path that tries to leave the table is refused",
    arguments: [
      "/../etc/passwd", "/screens/../../x", "/%2e%2e/x", "/a%2Fb", "//evil", "/a\\b", "x", "/a%00",
      "/\u{e9}", "/..%5c",
    ])
  func traversal(path: String) { #expect(refusal(path: path) == 400) }

  @Test("An endless path is refused")
  func endless() { #expect(refusal(path: "/" + String(repeating: "a", count: 2000)) == 414) }
}
