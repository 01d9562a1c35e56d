// SPDX-License-Identifier: Apache-2.0

import USB

/// Takes filled buffers of a stream back on a thread of its own, lends them again at once, and makes
/// frames of those that are whole.
final class BufferPump: Sendable {
  private struct State {
    var statistics = StreamStatistics()
    var frames = 0
    /// Sequence number of the frame that should come next.
    var expected: UInt32 = 0
    var isDeviceGone = false
  }

  /// Largest gap in sequence numbers that is believed: half an hour. Others are a count begun anew.
  private static let widestGap: UInt32 = 1 << 16

  private let node: any VideoNode
  private let mode: VideoMode
  private let sizes: [Int]
  private let quirks: CameraQuirks
  private let mailbox: FrameMailbox
  private let state = Locked(State())
  private let thread = Locked<Task<Void, Never>?>(nil)

  /// Takes a node that streams already, and the bytes of its buffers.
  init(
    _ node: any VideoNode, _ mode: VideoMode, buffers sizes: [Int], quirks: CameraQuirks,
    into mailbox: FrameMailbox
  ) {
    (self.node, self.mode, self.sizes) = (node, mode, sizes)
    (self.quirks, self.mailbox) = (quirks, mailbox)
  }

  /// Counts of this stream so far.
  var statistics: StreamStatistics {
    var counts = state.withLock { $0.statistics }
    counts.supersededFrames = mailbox.superseded
    return counts
  }

  /// Whether the stream ended because the camera was unplugged.
  var isDeviceGone: Bool { state.withLock { $0.isDeviceGone } }

  /// Starts the thread.
  func start() {
    thread.withLock { $0 = Task { await onOwnThread { self.run() } } }
  }

  /// Ends the thread, and waits until it has ended.
  func stop() async {
    node.wake()
    await thread.withLock { $0 }?.value
    mailbox.finish(.stopped)
  }

  private func run() {
    while true {
      let event = node.wait()
      if event == .woken { return }
      do throws(USBError) {
        if let buffer = try node.takeBack() {
          try take(buffer)
        } else if event == .failing {
          throw USBError(.wire, doing: "waiting for frames of \(node.path)")
        }
      } catch {
        return end(error)
      }
    }
  }

  /// A buffer without a byte is one that the driver gives up, because the stream ends.
  private func take(_ buffer: FilledBuffer) throws(USBError) {
    guard sizes.indices.contains(buffer.index), buffer.count >= 0 else {
      throw USBError(.wire, doing: "taking a buffer of \(node.path)")
    }
    let isSane = buffer.count <= min(sizes[buffer.index], mode.mostBytes)
    let bytes = isSane && !buffer.hasError ? node.bytes(of: buffer.index, count: buffer.count) : []
    try node.lend(buffer.index)
    guard !buffer.hasError || buffer.count > 0 else { return }
    let damage = buffer.hasError ? .deviceError : isSane ? damage(of: bytes) : .overlong
    let number: Int? = state.withLock { state in
      Self.noteGap(before: buffer.sequence, &state)
      if let damage {
        state.statistics.count(damage)
        return nil
      }
      state.statistics.wholeFrames += 1
      state.statistics.bytes += bytes.count
      state.frames += 1
      return state.frames
    }
    guard let number else { return }
    let whole = AssembledFrame(bytes: bytes, presentationTime: nil, isStill: false)
    mailbox.put(CameraFrame(whole, mode: mode, number: number, arrival: .now, quirks: quirks))
  }

  private func damage(of bytes: [UInt8]) -> FrameDamage? {
    FrameShape(mode).damage(of: bytes, quirks: quirks)
  }

  /// The kernel's driver throws damaged frames away by itself; only their numbers are missing then.
  private static func noteGap(before sequence: UInt32, _ state: inout State) {
    let gap = sequence &- state.expected
    state.expected = sequence &+ 1
    if gap > 0, gap <= widestGap { state.statistics.count(.withheld, times: Int(gap)) }
  }

  private func end(_ error: USBError) {
    let isGone = error.reason == .disconnected
    state.withLock { state in
      state.isDeviceGone = isGone
      if isGone { state.statistics.count(.interrupted) }
    }
    mailbox.finish(isGone ? .disconnected : .failed(error))
  }
}
