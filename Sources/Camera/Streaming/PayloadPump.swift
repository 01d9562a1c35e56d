// SPDX-License-Identifier: Apache-2.0

import USB

/// Keeps transfers of a stream going, and makes frames of what they bring.
///
/// All of it happens in the callbacks of the transport: a transfer is started again before anything
/// else can hold it up, and no packet is dropped unseen between arrival and assembler.
final class PayloadPump: Sendable {
  private struct State {
    var splitter: PayloadSplitter
    var assembler: FrameAssembler
    /// Frames and stills, those of pumps before this one on the same stream included.
    var frames: Int
    var superseded = 0
    /// The size of stills that were asked for last, and the one who waits for one.
    var still: (mode: VideoMode, awaited: AwaitedStill)?
    var isStopped = false
    var isDeviceGone = false
    /// Why nothing more comes; the first reason stays.
    var end: FrameMailbox.End?
    var failuresInRow = 0
    var running: [Int: PendingTransfer] = [:]
    /// Transfers that ended while one before them was still being handed over by another thread.
    var arrived: [Int: PendingTransfer.Outcome] = [:]
    var nextToTake = 0
  }

  /// Transfers that may fail one after the other before the stream is given up: some bad ones are
  /// normal while a camera settles.
  private static let mostFailuresInRow = 64

  private let transport: any Transport
  private let plan: StreamPlan
  private let quirks: CameraQuirks
  private let mailbox: FrameMailbox
  private let state: Locked<State>
  /// Number of the next transfer: numbers are in the order of submission, in which the device answers.
  private let submissions = Locked(0)

  init(
    _ transport: any Transport, _ plan: StreamPlan, quirks: CameraQuirks,
    into mailbox: FrameMailbox, after frames: Int = 0
  ) {
    self.transport = transport
    self.plan = plan
    self.quirks = quirks
    self.mailbox = mailbox
    state = Locked(
      State(
        splitter: PayloadSplitter(plan),
        assembler: FrameAssembler(FrameShape(plan.mode), quirks: quirks), frames: frames))
  }

  /// Counts of this stream so far.
  var statistics: StreamStatistics {
    state.withLock { state in
      var counts = state.assembler.statistics
      counts.supersededFrames = state.superseded
      return counts
    }
  }

  /// Number of the last frame.
  var frames: Int { state.withLock { $0.frames } }

  /// Whether the stream ended because the camera was unplugged.
  var isDeviceGone: Bool { state.withLock { $0.isDeviceGone } }

  /// Starts all transfers.
  func start() { for _ in 0..<plan.inFlight { submit() } }

  /// The next picture with the still bit is for this one; `payloadBytes` is the most that a payload of it
  /// has on a bulk endpoint.
  func expectStill(_ mode: VideoMode, payloadBytes: Int, for awaited: AwaitedStill) {
    let end = state.withLock { state in
      state.assembler.expectStill(FrameShape(mode))
      state.splitter.stillPayloadBytes = payloadBytes
      state.still = (mode, awaited)
      return state.end
    }
    if let end { awaited.settle(.end(end)) }
  }

  /// Starts nothing more, and waits until every transfer has ended.
  func stop() async {
    await pause()
    end(.stopped)
  }

  /// The same, but the stream goes on, with another pump and the same mailbox.
  func pause() async {
    let running = state.withLock { state in
      state.isStopped = true
      return Array(state.running.values)
    }
    for pending in running { pending.cancel() }
    for pending in running { _ = await pending.outcome() }
  }

  private func submit() {
    guard !state.withLock({ $0.isStopped }) else { return }
    let (number, pending) = submissions.withLock { next in
      defer { next += 1 }
      return (next, transport.submit(plan.transfer))
    }
    let isStopped = state.withLock { state in
      state.running[number] = pending
      return state.isStopped
    }
    // A transfer that ended already calls back on this thread, beside the transport's own.
    pending.whenFinished { self.ended(number, $0) }
    if isStopped { pending.cancel() }
  }

  private func ended(_ number: Int, _ outcome: PendingTransfer.Outcome) {
    // The device first: it must not wait for our work.
    if case .success = outcome { submit() }
    let failures = state.withLock { state in
      state.running[number] = nil
      state.arrived[number] = outcome
      var failures: [USBError] = []
      while let next = state.arrived.removeValue(forKey: state.nextToTake) {
        state.nextToTake += 1
        // Between transfers that are being cancelled packets are missing, which is nobody's fault.
        guard !state.isStopped else { continue }
        switch next {
        case .success(let result): take(result, &state)
        case .failure(let error):
          noteFailure(&state)
          failures.append(error)
        }
      }
      return failures
    }
    for error in failures { react(to: error) }
  }

  private func take(_ result: TransferResult, _ state: inout State) {
    state.failuresInRow = 0
    for whole in state.splitter.feed(result, to: &state.assembler) {
      state.frames += 1
      let still = whole.isStill ? state.still : nil
      let frame = CameraFrame(
        whole, mode: still?.mode ?? plan.mode, number: state.frames, arrival: .now, quirks: quirks)
      if let still {
        still.awaited.settle(.whole(frame))
      } else if mailbox.put(frame) {
        state.superseded += 1
      }
    }
    if let damage = state.assembler.stillDamage { state.still?.awaited.settle(.damaged(damage)) }
  }

  private func noteFailure(_ state: inout State) {
    state.assembler.statistics.failedTransfers += 1
    state.assembler.noteLoss(packets: 0)
    state.splitter.forget()
    state.failuresInRow += 1
  }

  private func react(to error: USBError) {
    let (othersRun, isHopeless) = state.withLock {
      (!$0.running.isEmpty, $0.failuresInRow > Self.mostFailuresInRow)
    }
    switch error.reason {
    case .disconnected, .notFound: end(.disconnected)
    case .noMemory where othersRun: break  // The rest must do.
    case .stall where !isHopeless: clearHalt()
    case .timeout, .overflow, .wire, .cancelled: isHopeless ? end(.failed(error)) : submit()
    default: end(.failed(error))
    }
  }

  /// Ends the halt once all transfers have failed of it, then starts them again.
  private func clearHalt() {
    let isLast = state.withLock { $0.running.isEmpty }
    guard isLast else { return }
    Task {
      do throws(USBError) {
        try await transport.clearHalt(plan.endpoint)
        start()
      } catch {
        end(error.reason == .disconnected ? .disconnected : .failed(error))
      }
    }
  }

  private func end(_ reason: FrameMailbox.End) {
    let running = state.withLock { state in
      state.assembler.interrupt(onWish: state.isStopped)
      state.isStopped = true
      if case .disconnected = reason { state.isDeviceGone = true }
      state.end = state.end ?? reason
      return Array(state.running.values)
    }
    state.withLock { $0.still }?.awaited.settle(.end(reason))
    for pending in running { pending.cancel() }
    mailbox.finish(reason)
  }
}
