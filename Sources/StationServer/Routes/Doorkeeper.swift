// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// Says who asks: the visit of a request's cookie, and whether it may do what it asks for.
struct Doorkeeper: Sendable {
  let visits: Visits

  /// The visit of the request's cookie; nil for a new browser.
  func visit(of request: Request) -> Visit? {
    let wanted = Visit.cookieName + "="
    let cookies = request.headers[values: .cookie].flatMap { $0.split(separator: ";") }
    return cookies.lazy.map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix(wanted) }
      .compactMap { visits.find(String($0.dropFirst(wanted.count))) }.first
  }

  /// The visit of somebody who sends the page's token along.
  ///
  /// Throws `no-visit` without a cookie of ours, `wrong-token` without the token.
  func checked(_ request: Request) throws(WebError) -> Visit {
    guard let visit = visit(of: request) else { throw .noVisit }
    guard
      request.method != .post
        || RandomText.equal(request.headers[.token] ?? "", visit.token)
    else { throw .wrongToken }
    return visit
  }

  /// The officer who asks, signed in and not locked out by idleness. Doing something keeps the screen
  /// open, looking does not: open streams and polling would keep it open for ever.
  ///
  /// Throws as `checked`, `not-signed-in`, `locked`.
  func officer(_ request: Request) throws(WebError) -> Officer {
    let visit = try checked(request)
    guard let officer = visit.officer else { throw .notSignedIn }
    guard !visit.isLocked else { throw .locked }
    if request.method == .post { visits.touch(visit) }
    return officer
  }

  /// The cookie of a visit: for this station only, unreadable for scripts, never sent from elsewhere.
  static func cookie(_ visit: Visit) -> String {
    "\(Visit.cookieName)=\(visit.cookie); Path=/; HttpOnly; SameSite=Strict"
  }
}

extension WebError {
  static let noVisit = WebError(401, "no-visit", "Open the station's first page anew.")
  static let wrongToken = WebError(
    403, "wrong-token", "This page is older than the station's last start. Load it again.")
  static let notSignedIn = WebError(401, "not-signed-in", "Sign in first.")
  static let locked = WebError(423, "locked", "The screen is locked. Enter the PIN.")
}
