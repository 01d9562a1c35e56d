// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Testing

@testable import StationServer

/// A training station in a folder of its own, reached through its router without a socket.
///
/// Requests say that they ask `localhost`, which is port 80.
final class TestStation: Sendable {
  let server: StationServer
  private let folder: URL

  init(
    idle: Duration = .seconds(300),
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "station-\(UUID().uuidString)")
    let desk = try TrainingStation.desk(folder: folder.path)
    server = StationServer(desk: desk, port: 80, idle: idle, now: now)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Asks with a browser of its own.
  func with<Value: Sendable>(
    _ body: @escaping @Sendable (Browser) async throws -> Value
  ) async throws -> Value {
    try await body(Browser(server.router().buildResponder()))
  }
}

/// A browser with a cookie and the page's token.
struct Browser: Sendable {
  private let responder: RouterResponder<StationContext>
  var cookie = ""
  var token = ""

  static let origin = "http://localhost"
  static let postHeaders: HTTPFields = [
    .contentType: "application/json", .origin: origin, .fetchSite: "same-origin",
  ]

  init(_ responder: RouterResponder<StationContext>) { self.responder = responder }

  /// What came back.
  struct Answer: Sendable {
    let status: Int
    let text: String
    let headers: HTTPFields

    /// The error's code; nil for none.
    var code: String? {
      guard let value = try? JSONDecoder().decode(AnyJSON.self, from: Data(text.utf8)) else {
        return nil
      }
      return value["error"]?["code"]?.text
    }

    func value() throws -> AnyJSON { try JSONDecoder().decode(AnyJSON.self, from: Data(text.utf8)) }
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
    headers: HTTPFields? = nil
  ) async throws -> Answer {
    var fields = headers ?? (method == .post ? Self.postHeaders : [:])
    if !cookie.isEmpty { fields[.cookie] = cookie }
    if !token.isEmpty, fields[.token] == nil { fields[.token] = token }
    let head = HTTPRequest(
      method: method, scheme: "http", authority: "localhost", path: path, headerFields: fields)
    let request = Request(
      head: head, body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
    let response = try await responder.respond(to: request, context: StationContext(from: Source()))
    let collected = Collector()
    try await response.body.write(collected)
    return Answer(
      status: response.status.code, text: collected.text, headers: response.headers)
  }

  /// A context needs a logger and nothing else.
  private struct Source: RequestContextSource {
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  }

  /// Keeps what is written.
  private final class Collector: ResponseBodyWriter {
    private var buffer = ByteBuffer()
    var text: String { String(buffer: buffer) }
    func write(_ part: ByteBuffer) { buffer.writeImmutableBuffer(part) }
    func finish(_ trailers: HTTPFields?) {}
  }

  func get(_ path: String) async throws -> Answer { try await ask(.get, path) }
  func post(_ path: String, _ body: String = "{}") async throws -> Answer {
    try await ask(.post, path, body)
  }

  /// The same browser with a visit.
  func visiting() async throws -> Browser {
    let answer = try await get("/api/visit")
    return try taking(answer)
  }

  /// The same browser, signed in.
  func signedIn(_ name: String = "canbo-01", pin: String = "123456") async throws -> Browser {
    let browser = try await visiting()
    let answer = try await browser.post(
      "/api/visit/sign-in", #"{"name":"\#(name)","pin":"\#(pin)"}"#)
    try #require(answer.status == 200, "\(answer.text)")
    return try browser.taking(answer)
  }

  func taking(_ answer: Answer) throws -> Browser {
    var browser = self
    let set = try #require(answer.headers[.setCookie])
    browser.cookie = String(set.prefix { $0 != ";" })
    browser.token = try #require(try answer.value()["token"]?.text)
    return browser
  }

  /// Opens the person with a ticket; gives the application's number.
  func opened(_ ticket: Int) async throws -> String {
    let list = try await get("/api/people").value()
    guard case .list(let items) = list["items"] else { return "" }
    let id = try #require(items[ticket - 1]["id"]?.text)
    let answer = try await post("/api/applications", #"{"id":"\#(id)"}"#)
    try #require(answer.status == 200, "\(answer.text)")
    return id
  }
}
