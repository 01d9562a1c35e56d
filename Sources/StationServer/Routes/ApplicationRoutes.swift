// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import HTTPTypes
import Hummingbird

/// The list of people and one applicant's session.
struct ApplicationRoutes: Sendable {
  let desk: any Desk
  let door: Doorkeeper

  func add(to router: Router<StationContext>) {
    router.get("api/face") { _, _ in Response.json(await self.desk.face()) }
    router.get("api/people") { request, _ in
      _ = try self.door.officer(request)
      let text = request.uri.queryParameters.get("q") ?? ""
      return Response.json(try await self.desk.people(matching: String(text.prefix(100))))
    }
    router.post("api/applications") { request, _ in
      let officer = try self.door.officer(request)
      let form = try await request.value(Opening.self)
      return Response.json(try await self.desk.open(form.id, by: officer))
    }
    router.get("api/applications/:id") { request, context in
      let officer = try self.door.officer(request)
      return Response.json(try await self.desk.state(of: context.name("id"), by: officer))
    }
    router.post("api/applications/:id/commands") { request, context in
      try await self.perform(request, context)
    }
    router.get("api/applications/:id/pictures/:name") { request, context in
      let officer = try self.door.officer(request)
      let picture = try await self.desk.picture(
        context.name("name"), of: context.name("id"), by: officer)
      return Response.bytes(picture.bytes, as: picture.type)
    }
    router.get("api/applications/:id/documents/:name") { request, context in
      let officer = try self.door.officer(request)
      return Response.json(
        try await self.desk.document(context.name("name"), of: context.name("id"), by: officer))
    }
  }

  private struct Opening: Decodable { let id: String? }

  private func perform(_ request: Request, _ context: StationContext) async throws -> Response {
    let officer = try door.officer(request)
    let id = try context.name("id")
    let step = try await SupervisedStep(of: request, signIn: desk.signIn)
    return Response.json(
      try await desk.perform(step.content, on: id, by: officer, with: step.supervisor))
  }
}

extension StationContext {
  /// A part of the path: letters, digits, hyphens, dots, at most 64. Throws `not-found`.
  func name(_ part: String) throws(WebError) -> String {
    guard let text = parameters.get(part), (1...64).contains(text.utf8.count),
      text.utf8.allSatisfy(Self.isPlain)
    else { throw WebError(404, "not-found", "There is no such page.") }
    return text
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension Response {
  /// JSON that is there already.
  static func json(_ text: JSONText) -> Response {
    .bytes(text.bytes, as: "application/json; charset=utf-8")
  }
}
