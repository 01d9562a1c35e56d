// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// Live streams, captures, and the pages that are not about one applicant.
struct StationRoutes: Sendable {
  let desk: any Desk
  let door: Doorkeeper

  func add(to router: Router<StationContext>) {
    router.get("api/events") { request, _ in
      _ = try self.door.officer(request)
      return LiveResponse.events(try self.desk.live().events())
    }
    router.get("api/preview") { request, _ in
      _ = try self.door.officer(request)
      return LiveResponse.frames(try self.desk.live().frames())
    }
    router.post("api/capture") { request, _ in
      let officer = try self.door.officer(request)
      try await self.desk.capture(try await request.value(CaptureOrder.self), by: officer)
      return Response.nothing
    }
    for page in DeskPage.allCases { add(page, to: router) }
  }

  private func add(_ page: DeskPage, to router: Router<StationContext>) {
    router.get("api/\(page.rawValue)") { request, _ in
      let officer = try self.door.officer(request)
      let part = try OutboxPart(request.uri.queryParameters)
      return Response.json(try await self.desk.page(page, part, by: officer))
    }
    router.post("api/\(page.rawValue)") { request, _ in
      let officer = try self.door.officer(request)
      let step = try await SupervisedStep(of: request, signIn: self.desk.signIn)
      return Response.json(
        try await self.desk.act(step.content, on: page, by: officer, with: step.supervisor))
    }
  }
}
