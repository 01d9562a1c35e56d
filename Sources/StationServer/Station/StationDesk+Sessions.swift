// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Records
import Station
import Store

/// One applicant's session.
extension StationDesk {
  /// Where the session stands.
  public func state(of id: String, by officer: Officer) async throws -> JSONText {
    try JSONText(await sessions.session(id, by: officer.name).state)
  }

  /// Carries out a command of a page; pictures come from devices only.
  public func perform(
    _ command: JSONText, on id: String, by officer: Officer, with supervisor: Officer?
  ) async throws -> JSONText {
    let command = try command.value(SessionCommand.self).checked(with: supervisor?.name)
    let state = try await carryOut(command, on: id, by: officer.name)
    return try JSONText(state)
  }

  /// Gives a command to the session, and tells all pages.
  @discardableResult
  func carryOut(
    _ command: SessionCommand, on id: String, by officer: String
  ) async throws -> SessionState {
    let session = try await sessions.session(id, by: officer)
    let state = try await session.perform(command, by: officer)
    news.tell("state", state)
    if state.outcome != nil {
      await sessions.forget(id)
      if state.outcome?.submitted != nil { Task { [courier] in await courier?.send() } }
      news.tell("people", ["application": id])
    }
    return state
  }

  /// Begins, hurries or ends a live capture. Throws `not-permitted` under six.
  public func capture(_ order: CaptureOrder, by officer: Officer) async throws {
    switch order.action {
    case .stop: await captures.stop(order)
    case .now: await captures.hurry()
    case .start: try await start(order, officer.name)
    }
  }

  private func start(_ order: CaptureOrder, _ officer: String) async throws {
    let session = try await sessions.session(order.application, by: officer)
    let state = await session.state
    guard let target = order.target(in: state) else {
      throw WebError(404, "not-found", "There is nothing of that name to be captured.")
    }
    let isForbidden = state.ageGroup == AgeGroup.underSix.rawValue
    guard !isForbidden || target == .card else {
      throw WebError(403, "not-permitted", "The law forbids taking biometric data under six.")
    }
    let subject: CaptureDesk.Subject = { CaptureSubject(order, await session.state) }
    await captures.start(order, target, of: subject) { [weak self] action in
      guard let self else { return }
      let command = SessionCommand(id: RandomText.make(), action)
      try await self.carryOut(command, on: order.application, by: officer)
    }
  }

  /// A kept picture as browsers show it.
  public func picture(_ name: String, of id: String, by officer: Officer) async throws -> Picture {
    let session = try await sessions.session(id, by: officer.name)
    let kept = name.replacing("exception.", with: "exception-")
    guard let bytes = await session.picture(kept) else {
      throw WebError(404, "not-found", "There is no such picture.")
    }
    return try await Blocking.run { try Picture(showing: bytes) }
  }
}

extension CaptureSubject {
  init(_ order: CaptureOrder, _ state: SessionState) {
    let missing = state.exceptions.compactMap { exception -> FingerPosition? in
      if case .finger(let finger) = exception.part { finger } else { nil }
    }
    let position = FingerPosition(name: order.target)
    let attempts =
      state.captures.first { $0.position == position }?.attempts.count
      ?? state.eyes.first { $0.eye.name == order.target }?.attempts.count ?? 0
    self.init(
      application: order.application,
      personalNumber: state.person.first { $0.field == .personalNumber }?.chosen.value,
      missing: Set(missing), attempts: attempts)
  }
}

extension SessionCommand {
  /// What a page may command: no pictures of fingers, eyes and faces, which come from devices alone,
  /// and no supervisor but the one whose PIN came along.
  func checked(with supervisor: String?) throws(WebError) -> SessionCommand {
    switch action {
    case .capture, .captureEyes, .portrait, .readCard, .photographException:
      throw WebError(403, "devices-only", "Pictures and chips come from the station's devices.")
    case .acceptBelow(let part, let reason, let note, _):
      return SessionCommand(
        id: id, .acceptBelow(part: part, reason: reason, note: note, supervisor: supervisor))
    case .confirmException(let part, _):
      guard let supervisor else { throw .needsSupervisor }
      return SessionCommand(id: id, .confirmException(part: part, supervisor: supervisor))
    case .sendBack(let parts, let reason, _):
      guard let supervisor else { throw .needsSupervisor }
      return SessionCommand(
        id: id, .sendBack(parts: parts, reason: reason, supervisor: supervisor))
    default: return self
    }
  }
}

extension WebError {
  static let needsSupervisor = WebError(
    403, "needs-supervisor", "A supervisor other than the officer must confirm this.",
    field: "supervisor")
}

extension Picture {
  /// A kept picture as browsers show it: what they know as it is, anything else as JPEG.
  init(showing bytes: [UInt8]) throws {
    if bytes.starts(with: [0xff, 0xd8, 0xff]) {
      self.init(type: "image/jpeg", bytes: bytes); return
    }
    let image = try ImageFile.decode(bytes)
    let small = image.shrunk(toSide: 480) ?? image
    self.init(
      type: "image/jpeg",
      bytes: try ImageFile.encode(small, as: .jpeg, options: EncodingOptions(jpegQuality: 80)))
  }
}
