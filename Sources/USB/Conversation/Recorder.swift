// SPDX-License-Identifier: Apache-2.0

/// Wraps any transport and writes down what is said through it.
public final class Recorder: Transport {
  private let wrapped: any Transport
  private let slots = Locked([(request: Transfer.Content, answer: Conversation.Answer?)]())

  /// Takes the transport to listen to.
  public init(_ transport: any Transport) { wrapped = transport }

  /// All exchanges that have ended so far.
  public var conversation: Conversation {
    Conversation(
      slots.withLock { slots in
        slots.compactMap { slot in slot.answer.map { Conversation.Exchange(slot.request, $0) } }
      })
  }

  /// The wrapped transport's device.
  public var device: DeviceDescription { wrapped.device }

  /// Passes the transfer on and writes down how it ends.
  public func submit(_ transfer: Transfer) -> PendingTransfer {
    let index = slots.withLock { slots in
      slots.append((transfer.content, nil))
      return slots.count - 1
    }
    let pending = wrapped.submit(transfer)
    pending.whenFinished { outcome in
      let answer = Conversation.Answer(outcome, transfer.content)
      self.slots.withLock { $0[index].answer = answer }
    }
    return pending
  }

  /// Passes it on.
  public func clearHalt(_ endpoint: EndpointAddress) async throws(USBError) {
    try await wrapped.clearHalt(endpoint)
  }

  /// Passes it on.
  public func select(alternate: UInt8, of interface: UInt8) async throws(USBError) {
    try await wrapped.select(alternate: alternate, of: interface)
  }

  /// Passes it on.
  public func reset() async throws(USBError) { try await wrapped.reset() }

  /// Passes it on.
  public func close() async { await wrapped.close() }
}
