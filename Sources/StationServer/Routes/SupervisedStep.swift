// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Hummingbird

/// A step that a second person may have to stand for: its JSON, and the supervisor whose PIN came with
/// it in the same request, so that no confirmation lies about to be used for something else.
///
/// On the wire: `{"step": ..., "supervisor": {"name": ..., "pin": ...}}`, the second part where needed.
struct SupervisedStep: Sendable {
  let content: JSONText
  let supervisor: Officer?

  private struct Envelope: Decodable {
    struct Second: Decodable { let name, pin: String }
    let supervisor: Second?
  }

  /// Reads a request. Throws `malformed`, `too-large`, what the sign-in throws, and `no-supervisor`
  /// when the second person is an officer.
  init(
    of request: Request, signIn: (String, String) async throws -> Officer
  ) async throws {
    let bytes = try await request.wholeBody(limit: BodyLimit.command)
    let whole = JSONText(bytes: bytes)
    let second = try whole.value(Envelope.self).supervisor
    content = try Self.step(in: bytes)
    guard let second else {
      supervisor = nil
      return
    }
    let person = try await signIn(second.name, second.pin)
    guard person.role == .supervisor else {
      throw WebError(403, "no-supervisor", "A supervisor has to confirm this.", field: "supervisor")
    }
    supervisor = person
  }

  private static func step(in bytes: [UInt8]) throws(WebError) -> JSONText {
    guard let value = try? JSONDecoder().decode([String: AnyJSON].self, from: Data(bytes)),
      let step = value["step"], let text = try? JSONText(step)
    else { throw WebError(400, "malformed", "The request has no step.") }
    return text
  }
}
