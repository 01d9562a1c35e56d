// SPDX-License-Identifier: Apache-2.0

import USB

/// One place for a card in a USB device that we hold.
final class CCIDReader: CardReader {
  let identity: CardReaderIdentity
  private let slot: CCIDSlot
  private let transport: SharedTransport
  private let watches = Locked([CCIDSlotWatch]())
  private let isClosed = Locked(false)

  private init(
    _ identity: CardReaderIdentity, _ link: CCIDLink, _ transport: SharedTransport,
    _ settings: CardReaderSettings
  ) {
    self.identity = identity
    self.transport = transport
    slot = CCIDSlot(link: link, index: identity.slot, settings: settings)
  }

  /// Opens a device for some of its places: all that share an interface share the way to it. The
  /// device is given back when the last of them is closed; then `whenClosed` is called.
  ///
  /// Throws `reader-busy`, `reader-not-permitted` or `reader-gone`.
  static func open(
    _ places: [CardReaderIdentity], on bus: any Bus, _ settings: CardReaderSettings,
    whenClosed: @escaping @Sendable () async -> Void = {}
  ) async throws(CardError) -> [CCIDReader] {
    let doing = "opening the reader"
    guard let device = places.first?.device else { throw CardError(.noReader, doing: doing) }
    let numbers = Set(places.compactMap(\.interface?.number)).sorted()
    let transport: any Transport
    do throws(USBError) {
      transport = try await bus.open(device, claiming: numbers)
    } catch {
      throw CardError(error, doing: doing)
    }
    let shared = SharedTransport(transport, users: places.count, whenClosed)
    var links: [UInt8: CCIDLink] = [:]
    return places.compactMap { place in
      guard let interface = place.interface else { return nil }
      let link = links[interface.number] ?? CCIDLink(transport, interface, settings)
      links[interface.number] = link
      return CCIDReader(place, link, shared, settings)
    }
  }

  func events() -> AsyncStream<CardReaderEvent> {
    let (stream, continuation) = AsyncStream.makeStream(of: CardReaderEvent.self)
    let watch = CCIDSlotWatch(slot, transport.transport, continuation)
    watches.withLock { $0.append(watch) }
    return stream
  }

  func connect() async throws(CardError) -> any CardChannel {
    guard !isClosed.withLock({ $0 }) else {
      throw CardError(.closed, doing: "connecting to the card")
    }
    return try await CCIDChannel(slot, reader: identity.name) {}
  }

  func close() async {
    let (wasClosed, running) = (
      isClosed.withLock { isClosed in
        defer { isClosed = true }
        return isClosed
      },
      watches.withLock { watches in
        defer { watches = [] }
        return watches
      }
    )
    for watch in running { watch.stop() }
    if !wasClosed { await transport.leave() }
  }
}

/// A device that several readers use; the last one closes it.
private actor SharedTransport {
  nonisolated let transport: any Transport
  private var users: Int
  private let whenClosed: @Sendable () async -> Void

  init(
    _ transport: any Transport, users: Int, _ whenClosed: @escaping @Sendable () async -> Void
  ) {
    (self.transport, self.users, self.whenClosed) = (transport, users, whenClosed)
  }

  func leave() async {
    users -= 1
    guard users == 0 else { return }
    await transport.close()
    await whenClosed()
  }
}
