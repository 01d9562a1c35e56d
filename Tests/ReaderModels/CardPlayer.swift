// SPDX-License-Identifier: Apache-2.0

/// Plays the card in a made-up reader.
public protocol CardPlayer: Sendable {
  /// What the card says at its reset.
  var answerToReset: [UInt8] { get }
  /// The card was powered: forget everything.
  mutating func reset()
  /// A whole command in, a whole answer out.
  mutating func answer(_ command: [UInt8]) -> [UInt8]
}

/// A card whose answers can be told from its commands: status 9000 and as many bytes as are awaited,
/// after a digest of the command's data.
public struct EchoCard: CardPlayer {
  /// T=1 with blocks of 254 bytes, or T=0.
  public let answerToReset: [UInt8]
  private var count: UInt8 = 0

  /// A card that speaks T=1 or T=0; `blockSize` is its IFSC.
  public init(isT1: Bool = true, blockSize: UInt8 = 254) {
    let blocks: [UInt8] = [0x3b, 0x80, 0x81, 0x11, blockSize]
    answerToReset = isT1 ? blocks + [blocks.dropFirst().reduce(0, ^)] : [0x3b, 0x02, 0x14, 0x50]
  }

  /// The first command counts as 1 again.
  public mutating func reset() { count = 0 }

  /// Gives what `expected` says.
  public mutating func answer(_ command: [UInt8]) -> [UInt8] {
    count &+= 1
    return Self.expected(command, count: count)
  }

  /// What the card answers to the command with this number since its reset.
  public static func expected(_ command: [UInt8], count: UInt8) -> [UInt8] {
    let (data, awaited) = parts(command)
    let digest = data.reduce(UInt8(17)) { $0 &* 31 &+ $1 }
    let body = (0..<awaited).map { index in
      index == 0 ? count : digest &+ UInt8(truncatingIfNeeded: index &* 7 &+ index >> 8)
    }
    return body + [0x90, 0x00]
  }

  /// Data and awaited bytes of a command (ISO/IEC 7816-4, clause 5.1).
  static func parts(_ command: [UInt8]) -> (data: [UInt8], awaited: Int) {
    let body = command.dropFirst(4)
    func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
    func all(_ count: Int, _ most: Int) -> Int { count == 0 ? most : count }
    guard let first = body.first else { return ([], 0) }
    if body.count == 1 { return ([], all(Int(first), 256)) }
    guard first == 0, body.count >= 3 else {
      let rest = body.dropFirst(1 + Int(first))
      return (Array(body.dropFirst().prefix(Int(first))), rest.first.map { all(Int($0), 256) } ?? 0)
    }
    let length = number(body.dropFirst().prefix(2))
    if body.count == 3 { return ([], all(length, 65_536)) }
    let rest = body.dropFirst(3 + length)
    let awaited = rest.isEmpty ? 0 : all(number(rest), 65_536)
    return (Array(body.dropFirst(3).prefix(length)), awaited)
  }
}
