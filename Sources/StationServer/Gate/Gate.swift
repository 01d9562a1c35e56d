// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// Lets in only what a page of this very station may ask: the other pages that a browser shows can
/// reach 127.0.0.1 as well, by its address or by a name of theirs that they point at it (DNS
/// rebinding).
///
/// Reads: the Fetch standard's `Origin` and `Sec-Fetch-Site`, RFC 9110 7.2 (`Host`) and 15.5.20 (421).
struct Gate: Sendable {
  /// The values of `Host` that mean this station.
  let hosts: Set<String>

  /// Longest path with query, in bytes; none of ours comes near.
  private static let longestPath = 1024

  /// For a port on this machine.
  init(port: Int) {
    let names = ["127.0.0.1", "localhost"]
    hosts = Set(names.map { "\($0):\(port)" } + (port == 80 ? names : []))
  }

  /// Why a request is refused before anything looks at it; nil lets it in.
  func refusal(_ head: HTTPRequest) -> WebError? {
    guard let host = head.authority, hosts.contains(host) else { return .wrongHost }
    guard head.method == .get || head.method == .head || head.method == .post else {
      return WebError(405, "wrong-method", "Only GET and POST are served here.")
    }
    return pathRefusal(head.path ?? "") ?? originRefusal(head, host: host)
      ?? (head.method == .post ? bodyRefusal(head.headerFields) : nil)
  }

  /// Pages are found by name in a table and never on the disk; a path that tries is told so.
  private func pathRefusal(_ path: String) -> WebError? {
    guard path.utf8.count <= Self.longestPath else {
      return WebError(414, "path-too-long", "No address of this station is as long as this.")
    }
    let lower = path.lowercased()
    let isOdd =
      !path.hasPrefix("/") || path.contains("//") || path.contains("\\")
      || ["..", "%2e", "%2f", "%5c", "%00"].contains { lower.contains($0) }
      || !path.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    return isOdd ? WebError(400, "malformed-path", "This is no address of the station.") : nil
  }

  private func originRefusal(_ head: HTTPRequest, host: String) -> WebError? {
    if let origin = head.headerFields[.origin], origin != "http://\(host)" { return .otherOrigin }
    let isPost = head.method == .post
    // Every browser sends Origin with a POST; a program that does not is not one of our pages.
    if isPost, head.headerFields[.origin] == nil { return .otherOrigin }
    switch head.headerFields[.fetchSite] {
    case nil, "same-origin": return nil
    case "none": return isPost ? .otherOrigin : nil
    default: return .otherOrigin
    }
  }

  private func bodyRefusal(_ fields: HTTPFields) -> WebError? {
    let type = fields[.contentType]?.prefix { $0 != ";" }.lowercased()
    guard type == "application/json" else {
      return WebError(415, "not-json", "Requests to the station are JSON.")
    }
    if let length = fields[.contentLength].flatMap({ Int($0) }), length > BodyLimit.command {
      return .tooLarge
    }
    return nil
  }
}

extension WebError {
  static let wrongHost = WebError(
    421, "wrong-host", "The station is reached by its own address on this machine only.")
  static let otherOrigin = WebError(
    403, "other-origin", "Another page asked for this. Only the station's own pages may.")
}

extension HTTPField.Name {
  static let fetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
  static let token = HTTPField.Name("X-Station-Token") ?? .authorization
}
