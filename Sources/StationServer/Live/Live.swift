// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers

/// What the devices and the session have to tell while it happens. Each listener hears the newest of
/// each kind; what it was too slow for is gone.
public final class Live: Sendable {
  /// Something to tell.
  public enum News: Sendable {
    /// A frame of a live preview.
    case frame(Picture)
    /// A named event with its data: `state`, `live`, `captured`, `devices`.
    case event(String, JSONText)
  }

  private struct Listener {
    let wantsFrames: Bool
    let hear: AsyncStream<News>.Continuation
  }

  private struct Listeners {
    var next = 0
    var all: [Int: Listener] = [:]
    /// What the devices said last, for pages that come later.
    var newest: News?
  }

  private let listeners = NIOLockedValueBox(Listeners())

  /// More open pages than one station has.
  private static let most = 32
  /// Events that a listener may be behind; a frame is never waited for.
  private static let eventsBehind = 64

  /// Nobody listens yet.
  public init() {}

  /// Tells everybody.
  public func tell(_ news: News) {
    let isFrame = if case .frame = news { true } else { false }
    for listener in listeners.withLockedValue({ Array($0.all.values) })
    where listener.wantsFrames == isFrame {
      listener.hear.yield(news)
    }
  }

  /// Tells of a value.
  public func tell(_ event: String, _ value: some Encodable) {
    guard let text = try? JSONText(value) else { return }
    if event == "live" { listeners.withLockedValue { $0.newest = .event(event, text) } }
    tell(.event(event, text))
  }

  /// Whether anybody looks at the preview: no frame needs encoding when nobody does.
  public var isWatched: Bool {
    listeners.withLockedValue { $0.all.values.contains { $0.wantsFrames } }
  }

  /// Events from now on.
  func events() throws(WebError) -> AsyncStream<News> {
    try listen(frames: false, .bufferingNewest(Self.eventsBehind))
  }

  /// Frames from now on.
  func frames() throws(WebError) -> AsyncStream<News> {
    try listen(frames: true, .bufferingNewest(1))
  }

  private func listen(
    frames: Bool, _ policy: AsyncStream<News>.Continuation.BufferingPolicy
  ) throws(WebError) -> AsyncStream<News> {
    let (stream, hear) = AsyncStream.makeStream(of: News.self, bufferingPolicy: policy)
    let number: Int? = listeners.withLockedValue { listeners in
      guard listeners.all.count < Self.most else { return nil }
      listeners.next += 1
      listeners.all[listeners.next] = Listener(wantsFrames: frames, hear: hear)
      if !frames, let newest = listeners.newest { hear.yield(newest) }
      return listeners.next
    }
    guard let number else {
      throw WebError(503, "too-many-pages", "Too many pages of this station are open. Close some.")
    }
    hear.onTermination = { [listeners] _ in
      listeners.withLockedValue { _ = $0.all.removeValue(forKey: number) }
    }
    return stream
  }
}
