// SPDX-License-Identifier: Apache-2.0

/// An open reader: tells of cards and connects to the one that is there.
public protocol CardReader: Sendable {
  /// Which reader it is.
  var identity: CardReaderIdentity { get }

  /// Tells whether a card is there, and then of each change, until the stream is dropped or the reader
  /// is closed or gone.
  func events() -> AsyncStream<CardReaderEvent>

  /// Powers the card. Throws `no-card` where there is none, `reader-busy` when it is used already.
  func connect() async throws(CardError) -> any CardChannel

  /// Gives the reader back; a connection that is open ends by itself. Safe to call again.
  func close() async
}

/// What happens at a reader.
public enum CardReaderEvent: String, Sendable {
  /// A card was laid down or put in, or was there from the start.
  case cardIn
  /// The card is gone, or none was there from the start.
  case cardOut
  /// The reader was unplugged; nothing more will come.
  case readerGone
}

extension CardReader {
  /// Waits for a card and connects to it. Throws `no-card` when none came within `limit`.
  public func connect(within limit: Duration) async throws(CardError) -> any CardChannel {
    let clock = ContinuousClock()
    let end = clock.now + limit
    let events = events()
    let waker = Task {
      for await event in events where event != .cardOut { return event == .cardIn }
      return false
    }
    let timer = Task {
      try? await Task.sleep(until: end, clock: clock)
      waker.cancel()
    }
    let hasCard = await withTaskCancellationHandler {
      await waker.value
    } onCancel: {
      waker.cancel()
    }
    timer.cancel()
    guard !Task.isCancelled else { throw CardError(.cancelled, doing: "waiting for a card") }
    guard hasCard || clock.now < end else {
      throw CardError(.noCard, doing: "waiting for a card")
    }
    return try await connect()
  }
}
