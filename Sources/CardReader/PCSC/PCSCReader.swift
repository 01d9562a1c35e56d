// SPDX-License-Identifier: Apache-2.0

import CPCSC
import USB

/// A reader that pcscd has.
final class PCSCReader: CardReader {
  let identity: CardReaderIdentity
  private let isExclusive: Bool
  private let watches = Locked([PCSCWatch]())

  /// Takes the reader; `isExclusive` keeps other programs off the card while we are connected.
  init(_ identity: CardReaderIdentity, isExclusive: Bool) {
    (self.identity, self.isExclusive) = (identity, isExclusive)
  }

  func events() -> AsyncStream<CardReaderEvent> {
    let (stream, continuation) = AsyncStream.makeStream(of: CardReaderEvent.self)
    let watch = PCSCWatch(identity.id, continuation)
    watches.withLock { $0.append(watch) }
    return stream
  }

  func connect() async throws(CardError) -> any CardChannel {
    try await PCSCChannel(identity, isExclusive: isExclusive)
  }

  func close() async {
    let running = watches.withLock { watches in
      defer { watches = [] }
      return watches
    }
    for watch in running { watch.stop() }
  }
}

/// Tells of cards that come and go, on a thread and a connection of its own.
private final class PCSCWatch: Sendable {
  /// Milliseconds after which a wait looks whether it is still wanted: ending it can come too early.
  private static let patience = 1000
  private let context = Locked<PCSCContext?>(nil)
  private let isStopped = Locked(false)

  init(_ reader: String, _ stream: AsyncStream<CardReaderEvent>.Continuation) {
    stream.onTermination = { [weak self] _ in self?.stop() }
    Task {
      if let context = try? await PCSCContext() {
        self.context.withLock { $0 = context }
        await onOwnThread { self.watch(reader, context, stream) }
      }
      stream.finish()
    }
  }

  func stop() {
    isStopped.withLock { $0 = true }
    context.withLock { $0 }?.cancel()
  }

  private func watch(
    _ reader: String, _ context: PCSCContext,
    _ stream: AsyncStream<CardReaderEvent>.Continuation
  ) {
    var known = PCSCContext.State()
    var last: Bool?
    while !isStopped.withLock({ $0 }) {
      guard let now = try? context.change(of: reader, from: known, within: Self.patience),
        !now.isGone
      else {
        if !isStopped.withLock({ $0 }) { stream.yield(.readerGone) }
        return
      }
      known = now
      if last != now.hasCard { stream.yield(now.hasCard ? .cardIn : .cardOut) }
      last = now.hasCard
    }
  }
}
