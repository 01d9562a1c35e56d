// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Station

/// One live capture at a time: from the officer's order to the command of the session.
actor CaptureDesk {
  private let source: any CaptureSource
  private let live: Live
  private var running: (order: CaptureOrder, task: Task<Void, Never>, urge: CaptureUrge)?
  /// The newest capture, while it runs and when it has ended: the next one waits for it.
  private var newest: Task<Void, Never>?

  init(_ source: any CaptureSource, _ live: Live) { (self.source, self.live) = (source, live) }

  /// Begins a capture as soon as the one before has let go of its device. What is captured is handed to
  /// `take`, which gives it to the session.
  func start(
    _ order: CaptureOrder, _ target: CaptureTarget, of subject: @escaping Subject,
    take: @escaping @Sendable (SessionCommand.Action) async throws -> Void
  ) {
    running?.task.cancel()
    let (before, urge) = (newest, CaptureUrge())
    let task = Task { [source, live] in
      await before?.value
      guard !Task.isCancelled else { return }
      let show = CaptureShow(live, application: order.application, target: order.target)
      do {
        let captured = try await source.capture(
          target, of: await subject(), urge: urge, showing: show)
        show.note(.working)
        try await take(captured.action(for: target))
        show.note(.done)
      } catch {
        // Devices have their own words for being cancelled.
        if Task.isCancelled { show.note(.idle) } else { show.fail(error) }
      }
    }
    running = (order, task, urge)
    newest = task
  }

  /// The person in hand as the session knows it when the device begins.
  typealias Subject = @Sendable () async throws -> CaptureSubject

  /// Takes what there is.
  func hurry() { running?.urge.set() }

  /// Ends the capture of an order; another one that has begun meanwhile goes on. Returns when the device is
  /// at rest.
  func stop(_ order: CaptureOrder) async {
    guard let running, running.order.target == order.target,
      running.order.application == order.application
    else { return }
    self.running = nil
    running.task.cancel()
    await running.task.value
  }
}

extension Captured {
  /// The command that gives it to the session.
  func action(for target: CaptureTarget) throws -> SessionCommand.Action {
    switch (self, target) {
    case (.finger(let picture), .finger(let position, _)):
      .capture(position: position, picture: picture)
    case (.eyes(let pictures), _): .captureEyes(pictures: pictures)
    case (.portrait(let picture), _): .portrait(picture: picture)
    case (.card(let card), _): .readCard(card: card)
    case (.photograph(let picture), .exception(let part)):
      .photographException(part: part, picture: picture)
    default: throw WebError(500, "internal", "The device gave something else than was asked for.")
    }
  }
}

extension CaptureShow {
  /// Tells of an error: what a device or the session says, with what to do.
  func fail(_ error: any Error) {
    if error is SessionError || error is WebError {
      let told = WebError(error)
      note(
        .lost, code: told.code, vietnamese: told.vietnamese ?? told.message, english: told.message)
    } else if let error = error as? any ExplainedError {
      note(.lost, code: error.code, vietnamese: error.vietnamese, english: error.message)
    } else {
      note(
        .lost, code: "device-failed", vietnamese: "Thiết bị không trả lời. Cắm lại rồi nhấn Space.",
        english: "The device does not answer. Plug it in again, then press Space.")
    }
  }
}

extension ExplainedError {
  /// Device errors are written in English; an officer needs to know only what to do.
  fileprivate var vietnamese: String {
    if code.hasPrefix("card-") || code.hasPrefix("document-") {
      return "Không đọc được thẻ. Đặt lại thẻ lên đầu đọc rồi nhấn F3. [\(code)]"
    }
    return "Thiết bị không trả lời. Rút ra, cắm lại rồi nhấn Space. [\(code)]"
  }
}

extension CaptureOrder {
  /// What is asked for; nil for a target that there is not. A finger is presented as the session's
  /// state says.
  func target(in state: SessionState) -> CaptureTarget? {
    if let position = FingerPosition(name: target), position != .unknown {
      let manner = state.captures.first { $0.position == position }?.manner
      return .finger(position, manner ?? (position.isSingleFinger ? .plain : .slap))
    }
    if let eye = EyeLabel(name: target) { return .eye(eye) }
    if target.hasPrefix("exception.") {
      return BodyPart(name: String(target.dropFirst(10))).map { .exception($0) }
    }
    switch target {
    case "portrait": return .portrait
    case "card": return .card
    default: return nil
    }
  }
}
