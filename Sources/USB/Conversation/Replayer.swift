// SPDX-License-Identifier: Apache-2.0

/// Plays the device's part of a recorded conversation.
///
/// A driver may ask on several endpoints at once, so each endpoint has an order of its own. A request
/// that the recording does not have next on its endpoint fails with `offScript`: nothing is guessed.
public final class Replayer: Transport {
  /// The device that was recorded.
  public let device: DeviceDescription
  private let queues: Locked<[EndpointAddress?: [Conversation.Exchange]]>
  private let transfers = OpenTransfers()

  /// Takes what was recorded, and with which device.
  public init(_ conversation: Conversation, of device: DeviceDescription) {
    self.device = device
    queues = Locked(
      Dictionary(grouping: conversation.exchanges) { Transfer($0.request, timeout: nil).endpoint })
  }

  /// Answers as the recording does, or with `offScript`. After the end of an endpoint's recording a
  /// transfer that reads waits until it is cancelled, as for a silent device.
  public func submit(_ transfer: Transfer) -> PendingTransfer {
    let end = Locked<PendingTransfer?>(nil)
    let pending = PendingTransfer {
      let cancelled = USBError(.cancelled, doing: transfer.summary)
      end.withLock { $0 }?.finish(.failure(cancelled))
    }
    end.withLock { $0 = pending }
    pending.whenFinished { _ in end.withLock { $0 = nil } }
    guard transfers.add(pending) else {
      pending.finish(.failure(USBError(.closed, doing: transfer.summary)))
      return pending
    }
    if let answer = next(for: transfer) {
      Task { pending.finish(answer.outcome(doing: transfer.summary)) }
    } else {
      limit(pending, transfer)
    }
    return pending
  }

  private func next(for transfer: Transfer) -> Conversation.Answer? {
    queues.withLock { queues in
      guard let next = queues[transfer.endpoint]?.first else { return nil }
      guard next.request == transfer.content else { return .failed(.offScript) }
      queues[transfer.endpoint]?.removeFirst()
      return next.answer
    }
  }

  private func limit(_ pending: PendingTransfer, _ transfer: Transfer) {
    guard let timeout = transfer.timeout else { return }
    Task {
      try? await Task.sleep(for: timeout)
      pending.finish(.failure(USBError(.timeout, doing: transfer.summary)))
    }
  }

  /// Nothing to do.
  public func clearHalt(_ endpoint: EndpointAddress) async throws(USBError) {}

  /// Nothing to do.
  public func select(alternate: UInt8, of interface: UInt8) async throws(USBError) {}

  /// Nothing to do.
  public func reset() async throws(USBError) {}

  /// Ends what waits.
  public func close() async { await transfers.drain() }
}
