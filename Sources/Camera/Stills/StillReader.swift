// SPDX-License-Identifier: Apache-2.0

import USB

/// Reads a still from the bulk endpoint that a camera has for it (UVC 1.5, 2.4.2.4, method 3). The
/// endpoint waits until it is read, so one transfer after the other loses nothing.
final class StillReader: Sendable {
  /// Time without any further byte after which a still that was begun is over, for cameras that do not
  /// mark its end. Within a picture a camera pauses for some milliseconds.
  private static let quietLimit: Duration = .seconds(1)
  /// Transfers of a still that may fail before it is given up.
  private static let mostFailures = 8

  private let transport: any Transport
  private let mode: VideoMode
  private let source: StillMode.Source
  private let payloadBytes: Int
  private let quirks: CameraQuirks
  private let running = Locked<(pending: PendingTransfer?, isCancelled: Bool)>((nil, false))

  init(
    _ transport: any Transport, _ mode: VideoMode, from source: StillMode.Source, payloadBytes: Int,
    quirks: CameraQuirks
  ) {
    self.transport = transport
    self.mode = mode
    self.source = source
    self.payloadBytes = payloadBytes
    self.quirks = quirks
  }

  /// Ends the reading, from any thread.
  func cancel() {
    let pending = running.withLock { running in
      running.isCancelled = true
      return running.pending
    }
    pending?.cancel()
  }

  /// Reads one still; `number` becomes that of its frame.
  func read(within limit: Duration, number: Int) async -> StillOutcome {
    var work = Work(self)
    let deadline = ContinuousClock.now + limit
    while true {
      let left = deadline - .now
      let patience = work.hasBegun ? min(left, Self.quietLimit) : left
      guard left > .zero else { return work.over(number) }
      let ended = await transfer(within: patience)
      if let outcome = await take(ended, &work, number) { return outcome }
    }
  }

  private struct Work {
    var splitter: PayloadSplitter
    var assembler: FrameAssembler
    var failures = 0
    let mode: VideoMode
    let quirks: CameraQuirks

    init(_ reader: StillReader) {
      (mode, quirks) = (reader.mode, reader.quirks)
      splitter = PayloadSplitter(
        payloadBytes: reader.payloadBytes, transferBytes: reader.transferBytes)
      assembler = FrameAssembler(FrameShape(mode), quirks: quirks)
    }

    var hasBegun: Bool { assembler.statistics.bytes > 0 }

    /// Nothing more comes: what is there must be all of it.
    mutating func over(_ number: Int) -> StillOutcome {
      let frames = assembler.endOfData()
      return judged(frames, number) ?? .nothing
    }

    /// Nil as long as the still goes on.
    func judged(_ frames: [AssembledFrame], _ number: Int) -> StillOutcome? {
      if let whole = frames.first {
        return .whole(
          CameraFrame(
            whole.asStill, mode: mode, number: number, arrival: .now, quirks: quirks))
      }
      return assembler.statistics.damagedFrames.keys.first.map { .damaged($0) }
    }
  }

  private func take(
    _ ended: PendingTransfer.Outcome, _ work: inout Work, _ number: Int
  ) async -> StillOutcome? {
    switch ended {
    case .success(let result):
      let frames = work.splitter.feed(result, to: &work.assembler)
      return work.judged(frames, number)
    case .failure(let error):
      switch error.reason {
      case .timeout: return work.over(number)
      case .disconnected, .notFound: return .end(.disconnected)
      case .cancelled, .closed: return .end(.stopped)
      case .stall:
        try? await transport.clearHalt(source.endpoint)
        return work.hasBegun ? .damaged(.lostPackets) : .nothing
      case .wire, .overflow:
        work.assembler.noteLoss(packets: 0)
        work.splitter.forget()
        work.failures += 1
        guard work.failures > Self.mostFailures else { return nil }
        return work.hasBegun ? .damaged(.lostPackets) : .nothing
      default: return .end(.failed(error))
      }
    }
  }

  private var transferBytes: Int {
    let packet = max(source.packetBytes, 1)
    let wanted = min(payloadBytes, StreamPlan.longestBulkTransfer)
    return (wanted + packet - 1) / packet * packet
  }

  private func transfer(within patience: Duration) async -> PendingTransfer.Outcome {
    let pending = transport.submit(
      Transfer(.read(source.endpoint, count: transferBytes), timeout: patience))
    let isCancelled = running.withLock { running in
      running.pending = pending
      return running.isCancelled
    }
    if isCancelled { pending.cancel() }
    return await pending.outcome()
  }
}

extension AssembledFrame {
  /// What comes from the endpoint of stills is one, even where the camera does not say so.
  fileprivate var asStill: AssembledFrame {
    AssembledFrame(bytes: bytes, presentationTime: presentationTime, isStill: true)
  }
}
