// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// Puts the gate before every route, the headers of safety on every answer, and turns whatever goes
/// wrong into an answer that the screens understand.
struct GateMiddleware: RouterMiddleware {
  typealias Context = StationContext

  let gate: Gate

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      if let refusal = gate.refusal(request.head) { throw refusal }
      response = try await next(request, context)
    } catch {
      response = WebError(error).response
    }
    for field in SafetyHeaders.fields { response.headers[field.name] = field.value }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}

/// What every answer tells the browser about itself.
enum SafetyHeaders {
  /// Content Security Policy 3: everything from here, nothing inline, nothing framed.
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    + "connect-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; "
    + "frame-ancestors 'none'; require-trusted-types-for 'script'"

  static let fields: [(name: HTTPField.Name, value: String)] = [
    ("Content-Security-Policy", policy),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), usb=()"),
  ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}
