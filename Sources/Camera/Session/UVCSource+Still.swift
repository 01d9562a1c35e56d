// SPDX-License-Identifier: Apache-2.0

import Bytes
import USB

/// Stills that are no frames of the stream (UVC 1.5, 2.4.2.4, methods 2 and 3).
extension UVCSource {
  /// Takes a still while a stream runs, which goes on afterwards.
  ///
  /// Throws `faulty` when the camera sends damaged ones only, `cancelled` when the stream is stopped
  /// meanwhile; errors of USB as they come.
  func still(_ still: StillMode) async throws -> StillAnswer {
    guard let stream = running else {
      throw CameraError(.unsuitable, "\(identity.title) was not started.")
    }
    let requests = StillRequests(
      transport, interface: still.mode.interface, patience: settings.answerLimit)
    do {
      let said = try await requests.settle(still)
      let wider = widened(stream.plan, still, payload: said)
      guard let wider else { return try await ask(still, requests, payload: said) }
      guard try await change(to: wider, from: stream.plan) else {
        return .notTaken(.noBandwidth)
      }
      let answer = await result { try await ask(still, requests, payload: said) }
      _ = try await change(to: stream.plan, from: wider)
      return try answer.get()
    } catch  where error.isRefusal {
      return .notTaken(.refused)
    }
  }

  private func result<Value>(_ body: () async throws -> Value) async -> Result<Value, any Error> {
    do {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }

  /// Asks until a whole one comes, as often as the settings say.
  private func ask(
    _ still: StillMode, _ requests: StillRequests, payload said: Int
  ) async throws -> StillAnswer {
    let payload = Bandwidth.bulkPayload(said, mode: still.mode)
    var damage: FrameDamage?
    for _ in 0..<max(settings.stillAttempts, 1) {
      switch try await attempt(still, requests, payload).checked() {
      case .whole(let frame):
        ended.wholeStills += 1
        return .taken(frame)
      case .damaged(let kind):
        ended.damagedStills[kind, default: 0] += 1
        damage = kind
      case .nothing: break
      case .end(.disconnected): throw USBError(.disconnected, doing: "taking a still")
      case .end(.failed(let error)): throw error
      case .end(.stopped): throw CancellationError()
      }
      // In a task of its own, for a cancelled one sends nothing. Cameras need not know the request.
      await Task { try? await requests.trigger(.abort) }.value
      try Task.checkCancellation()
    }
    guard let damage else { return .notTaken(.neverCame) }
    throw CameraError(
      .faulty,
      "\(identity.title) gave no whole still in \(settings.stillAttempts) attempts; the last one was "
        + "damaged (\(damage.rawValue)). Try another port or cable.")
  }

  private func attempt(
    _ still: StillMode, _ requests: StillRequests, _ payload: Int
  ) async throws -> StillOutcome {
    guard let pump = running?.pump else { return .end(.stopped) }
    guard let source = still.source else {
      let awaited = AwaitedStill()
      pump.expectStill(still.mode, payloadBytes: payload, for: awaited)
      try await requests.trigger(.inStream)
      return await awaited.outcome(within: settings.stillLimit)
    }
    let reader = StillReader(
      transport, still.mode, from: source, payloadBytes: payload, quirks: identity.quirks)
    self.reader = reader
    defer { self.reader = nil }
    try await requests.trigger(.ownEndpoint)
    return await reader.read(within: settings.stillLimit, number: pump.frames)
  }

  // MARK: bandwidth

  /// The plan with the setting that a still in the stream needs; nil where the stream's own will do.
  private func widened(_ plan: StreamPlan, _ still: StillMode, payload said: Int) -> StreamPlan? {
    guard still.method == .inStream, plan.isIsochronous, !identity.quirks.overstatesBandwidth,
      said > plan.payloadBytes, let stream = identity.function.stream(plan.mode.interface)
    else { return nil }
    let settings = stream.settings.filter(\.isIsochronous).sorted {
      $0.bytesPerInterval < $1.bytesPerInterval
    }
    let setting = settings.first { $0.bytesPerInterval >= said } ?? settings.last
    return setting.flatMap { $0.bytesPerInterval > plan.payloadBytes ? plan.with($0) : nil }
  }

  /// Goes on with the stream at another setting. False when the bus refuses it: the stream then runs as
  /// before.
  private func change(to plan: StreamPlan, from old: StreamPlan) async throws -> Bool {
    guard let now = running, let alternate = plan.alternate else { throw CancellationError() }
    // Nobody is there to be told.
    guard !now.pump.isDeviceGone else { throw USBError(.disconnected, doing: "taking a still") }
    await now.pump.pause()
    var plan = plan
    var isRefused = false
    do throws(USBError) {
      try await transport.select(alternate: alternate, of: plan.mode.interface)
    } catch {
      guard error.reason != .disconnected, error.reason != .closed else {
        now.mailbox.finish(error.reason == .closed ? .stopped : .disconnected)
        throw error
      }
      (plan, isRefused) = (old, true)
    }
    // Somebody may have stopped the stream meanwhile.
    guard running?.pump === now.pump else {
      try? await transport.select(alternate: 0, of: plan.mode.interface)
      throw CancellationError()
    }
    ended = ended + now.pump.statistics
    let pump = PayloadPump(
      transport, plan, quirks: identity.quirks, into: now.mailbox, after: now.pump.frames)
    running = Running(pump: pump, plan: plan, mailbox: now.mailbox)
    pump.start()
    return !isRefused
  }
}

extension StillOutcome {
  /// A JPEG picture is decoded before it counts as whole.
  fileprivate func checked() -> StillOutcome {
    guard case .whole(let frame) = self else { return self }
    guard let verified = try? frame.verified() else { return .damaged(.unreadable) }
    return .whole(verified)
  }
}

extension Error {
  /// Whether a camera means by it that it does not do stills.
  fileprivate var isRefusal: Bool {
    switch self {
    case let error as USBError: error.reason == .stall || error.reason == .timeout
    case let error as CameraError: error.reason == .unsuitable
    default: self is MalformedData
    }
  }
}
