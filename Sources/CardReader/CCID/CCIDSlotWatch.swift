// SPDX-License-Identifier: Apache-2.0

import USB

/// Tells of cards that come and go in one slot: by the reader's interrupts where it sends them, else by
/// asking again and again.
final class CCIDSlotWatch: Sendable {
  /// Milliseconds between two questions: a person does not notice, the reader stays free for commands.
  private static let pause = 450
  private let task: Task<Void, Never>

  init(
    _ slot: CCIDSlot, _ transport: any Transport,
    _ stream: AsyncStream<CardReaderEvent>.Continuation
  ) {
    let task = Task {
      await Self.watch(slot, transport, stream)
      stream.finish()
    }
    self.task = task
    stream.onTermination = { _ in task.cancel() }
  }

  func stop() { task.cancel() }

  private static func watch(
    _ slot: CCIDSlot, _ transport: any Transport,
    _ stream: AsyncStream<CardReaderEvent>.Continuation
  ) async {
    var last: Bool?
    while !Task.isCancelled {
      do throws(CardError) {
        let isThere = try await slot.presence() != .absent
        if isThere != last { stream.yield(isThere ? .cardIn : .cardOut) }
        last = isThere
      } catch {
        if error.reason == .readerGone { stream.yield(.readerGone) }
        guard error.reason == .mute || error.reason == .protocolBroken else { return }
      }
      await change(slot, transport)
    }
  }

  /// Waits until something may have changed. Whatever comes, the slot is asked what is true now: a
  /// message may be late, doubled or about another slot.
  private static func change(_ slot: CCIDSlot, _ transport: any Transport) async {
    let pause = slot.settings.milliseconds(pause)
    guard let interrupt = slot.link.interface.interrupt else {
      try? await Task.sleep(for: pause)
      return
    }
    do throws(USBError) {
      // Where slots share the endpoint, another one's watch may have got the message.
      let limit = slot.descriptor.slotCount > 1 ? pause : nil
      let message = try await transport.read(interrupt, count: 64, timeout: limit)
      // Something that is no word about slots must not make us ask without a pause.
      if message.first != 0x50 { try? await Task.sleep(for: pause) }
    } catch {
      guard error.reason != .timeout else { return }
      if error.reason == .stall { try? await transport.clearHalt(interrupt) }
      try? await Task.sleep(for: pause)
    }
  }
}
