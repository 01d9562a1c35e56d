// SPDX-License-Identifier: Apache-2.0

/// The made-up readers by name, for benches that are told on the command line which one to be.
public enum ReaderModels {
  /// One for each way to talk with a card.
  public static let all: [(name: String, build: CCIDReaderModel.Build)] = [
    ("reader-extended", .init(.extended)),
    ("reader-short", .init(.short)),
    ("reader-t1", .init(.blocks)),
    ("reader-t0", .init(.blocks, isT1: false)),
  ]

  /// A reader by its name, with a card that is played behind a TCP port, else an `EchoCard`.
  public static func named(_ name: String, cardPort: UInt16? = nil) -> CCIDReaderModel? {
    guard let build = all.first(where: { $0.name == name })?.build else { return nil }
    guard let cardPort else { return CCIDReaderModel(build) }
    guard let card = TCPCard(port: cardPort) else { return nil }
    return CCIDReaderModel(build, card: { card })
  }
}
