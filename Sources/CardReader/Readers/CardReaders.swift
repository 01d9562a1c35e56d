// SPDX-License-Identifier: Apache-2.0

public import USB

/// The card readers of this machine: found, chosen, opened.
///
/// Where pcscd runs, readers are reached through it, for it keeps every reader to itself; else
/// directly over USB. All readers of one value are reached the same way.
public struct CardReaders: Sendable {
  /// How readers are reached, and why not the other way.
  public struct Choice: Sendable, Hashable {
    /// The way.
    public let route: ReaderRoute
    /// Why, for `doctor`.
    public let reason: String

    /// Looks whether pcscd is there and answers.
    public static func current() async -> Choice {
      let socket = PCSCContext.socket
      guard PCSCContext.isServed else {
        return Choice(.direct, "pcscd does not run (no \(socket)), so readers are driven directly")
      }
      do throws(CardError) {
        try await PCSCContext().release()
      } catch {
        return Choice(
          .direct,
          "pcscd has a socket at \(socket) but does not serve us (\(error.code)), "
            + "so readers are driven directly")
      }
      return Choice(
        .service, "pcscd runs and keeps the readers to itself, so none is driven directly")
    }

    init(_ route: ReaderRoute, _ reason: String) { (self.route, self.reason) = (route, reason) }
  }

  /// How readers are reached.
  public let choice: Choice
  private let settings: CardReaderSettings
  private let openBus: @Sendable () throws(USBError) -> any Bus

  /// Chooses the way, unless it is given. `openBus` opens what is looked through for the direct way,
  /// and each reader closes the bus that it came from.
  public init(
    through route: ReaderRoute? = nil, settings: CardReaderSettings = CardReaderSettings(),
    openBus: @escaping @Sendable () throws(USBError) -> any Bus = { () throws(USBError) in
      try LibUSBBus()
    }
  ) async {
    if let route {
      choice = Choice(route, "it was asked for")
    } else {
      choice = await .current()
    }
    (self.settings, self.openBus) = (settings, openBus)
  }

  /// Every place for a card.
  public func list() async throws(CardError) -> [CardReaderIdentity] {
    switch choice.route {
    case .service: return try await Self.served()
    case .direct:
      let bus = try Self.opened(openBus)
      do throws(CardError) {
        let places = try Self.places(on: bus)
        await bus.close()
        return places
      } catch {
        await bus.close()
        throw error
      }
    }
  }

  /// Opens the reader that a name means: its id, or a part of its id or name that fits no other one.
  /// Without a name the only one is taken, places for contactless cards before all others, and of
  /// several that pcscd has the one with a card.
  ///
  /// Throws `no-reader` when none fits or more than one does, and what opening it throws.
  public func reader(named name: String? = nil) async throws(CardError) -> any CardReader {
    switch choice.route {
    case .service:
      var all = try await Self.served()
      if name == nil, all.count > 1 { all = try await Self.withCard(among: all) }
      return PCSCReader(try Self.chosen(name, among: all), isExclusive: true)
    case .direct:
      let bus = try Self.opened(openBus)
      do throws(CardError) {
        let place = try Self.chosen(name, among: try Self.places(on: bus))
        let opened = try await CCIDReader.open([place], on: bus, settings) { await bus.close() }
        guard let reader = opened.first else { throw CardError(.noReader, doing: "opening it") }
        return reader
      } catch {
        await bus.close()
        throw error
      }
    }
  }

  /// Opens a reader and connects to the card in it, waiting for one as long as `limit` says. Closing
  /// the connection gives the reader back as well.
  public func open(
    name: String? = nil, within limit: Duration = .zero
  ) async throws(CardError) -> any CardChannel {
    let reader = try await reader(named: name)
    do throws(CardError) {
      let channel =
        limit > .zero ? try await reader.connect(within: limit) : try await reader.connect()
      return OwningChannel(channel, reader)
    } catch {
      await reader.close()
      throw error
    }
  }
}

extension CardReaders {
  private static func served() async throws(CardError) -> [CardReaderIdentity] {
    let context = try await PCSCContext()
    defer { context.release() }
    return try await context.readers().map(CardReaderIdentity.init(service:))
  }

  /// Those with a card; all where none has one.
  private static func withCard(
    among all: [CardReaderIdentity]
  ) async throws(CardError) -> [CardReaderIdentity] {
    let context = try await PCSCContext()
    defer { context.release() }
    let filled = await onOwnThread {
      all.filter { (try? context.change(of: $0.id, from: .init(), within: 0))?.hasCard == true }
    }
    return filled.isEmpty ? all : filled
  }

  private static func opened(
    _ openBus: @Sendable () throws(USBError) -> any Bus
  ) throws(CardError) -> any Bus {
    do throws(USBError) {
      return try openBus()
    } catch {
      throw CardError(error, doing: "looking for readers")
    }
  }

  private static func places(on bus: any Bus) throws(CardError) -> [CardReaderIdentity] {
    do throws(USBError) {
      return try bus.devices().flatMap(CardReaderIdentity.all)
    } catch {
      throw CardError(error, doing: "looking for readers")
    }
  }

  static func chosen(
    _ name: String?, among all: [CardReaderIdentity]
  ) throws(CardError) -> CardReaderIdentity {
    let fitting = all.fitting(name)
    if fitting.count == 1 { return fitting[0] }
    let names = (fitting.isEmpty ? all : fitting).map(\.id).joined(separator: ", ")
    throw CardError(
      .noReader,
      doing: names.isEmpty ? "looking for readers" : "choosing one reader among \(names)")
  }
}

extension [CardReaderIdentity] {
  fileprivate func fitting(_ name: String?) -> [CardReaderIdentity] {
    guard let name else {
      let outside = filter { $0.role != .inside }
      let contactless = outside.filter { $0.role == .contactless }
      return contactless.count == 1 ? contactless : outside
    }
    let exact = filter { $0.id == name }
    guard exact.isEmpty else { return exact }
    let wanted = name.lowercased()
    return filter { $0.id.lowercased().contains(wanted) || $0.name.lowercased().contains(wanted) }
  }
}

/// A connection that gives its reader back at its end.
private struct OwningChannel: CardChannel {
  private let channel: any CardChannel
  private let reader: any CardReader

  init(_ channel: any CardChannel, _ reader: any CardReader) {
    (self.channel, self.reader) = (channel, reader)
  }

  var abilities: ChannelAbilities { channel.abilities }

  func transmit(_ command: CommandAPDU) async throws(CardError) -> ResponseAPDU {
    try await channel.transmit(command)
  }

  func close() async {
    await channel.close()
    await reader.close()
  }
}
