// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// Signing in, locking, unlocking, leaving.
struct VisitRoutes: Sendable {
  let desk: any Desk
  let door: Doorkeeper

  func add(to router: Router<StationContext>) {
    router.get("api/visit") { request, _ in try await self.look(request) }
    router.post("api/visit/sign-in") { request, _ in try await self.signIn(request) }
    router.post("api/visit/unlock") { request, _ in try await self.unlock(request) }
    router.post("api/visit/lock") { request, _ in try await self.lock(request) }
    router.post("api/visit/sign-out") { request, _ in try await self.signOut(request) }
    router.post("api/visit/active") { request, _ in
      _ = try self.door.officer(request)
      return Response.nothing
    }
  }

  private struct Look: Encodable {
    let token: String
    let officer: Officer?
    let isLocked: Bool
    let secondsToLock: Int?
  }

  private func look(_ request: Request) async throws -> Response {
    if let visit = door.visit(of: request) { return answer(visit) }
    return answer(door.visits.begin(), isNew: true)
  }

  private func answer(_ visit: Visit, isNew: Bool = false) -> Response {
    var response = Response.json(
      Look(
        token: visit.token, officer: visit.officer, isLocked: visit.isLocked,
        secondsToLock: door.visits.secondsToLock(visit)))
    if isNew { response.headers[.setCookie] = Doorkeeper.cookie(visit) }
    return response
  }

  private struct SignIn: Decodable { let name, pin: String }

  private func signIn(_ request: Request) async throws -> Response {
    let visit = try door.checked(request)
    let form = try await request.value(SignIn.self)
    let officer = try await desk.signIn(form.name, pin: form.pin)
    await desk.note(.signedIn, by: officer)
    return answer(door.visits.signIn(officer, from: visit), isNew: true)
  }

  private struct Unlock: Decodable { let pin: String }

  private func unlock(_ request: Request) async throws -> Response {
    let visit = try door.checked(request)
    guard let officer = visit.officer else { throw WebError.notSignedIn }
    let form = try await request.value(Unlock.self)
    let known = try await desk.signIn(officer.name, pin: form.pin)
    guard known.name == officer.name else { throw WebError.notSignedIn }
    door.visits.unlock(visit)
    await desk.note(.unlocked, by: officer)
    return answer(door.visit(of: request) ?? visit)
  }

  private func lock(_ request: Request) async throws -> Response {
    let visit = try door.checked(request)
    door.visits.lock(visit)
    if let officer = visit.officer { await desk.note(.locked, by: officer) }
    return Response.nothing
  }

  private func signOut(_ request: Request) async throws -> Response {
    let visit = try door.checked(request)
    door.visits.end(visit)
    if let officer = visit.officer { await desk.note(.signedOut, by: officer) }
    return answer(door.visits.begin(), isNew: true)
  }
}
