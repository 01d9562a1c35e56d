// SPDX-License-Identifier: Apache-2.0

/// How blocks or bytes go between reader and card (ISO/IEC 7816-3).
public enum CardProtocol: UInt8, Sendable {
  /// T=0: bytes (clause 10).
  case t0 = 0
  /// T=1: blocks (clause 11).
  case t1 = 1
}

extension AnswerToReset {
  /// The protocols that the card offers, in its order; T=0 when it names none.
  public var protocols: [CardProtocol] {
    let named = rounds.compactMap(\.td).map { $0 & 0x0f }.filter { $0 != 15 }
    let known = named.compactMap(CardProtocol.init)
    return named.isEmpty ? [.t0] : known.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The one protocol that it speaks already (TA2, clause 8.3); nil when it can be chosen.
  public var fixedProtocol: CardProtocol? {
    second.flatMap(\.ta).flatMap { CardProtocol(rawValue: $0 & 0x0f) }
  }

  /// FI and DI, the speed that the card can (TA1); 11, 372 clocks a bit, where it says nothing.
  public var speed: UInt8 { rounds.first?.ta ?? Self.defaultSpeed }

  static let defaultSpeed: UInt8 = 0x11

  /// Whether the card that fixed its protocol means the default speed, whatever TA1 says.
  var fixesDefaultSpeed: Bool { second.flatMap(\.ta).map { $0 & 0x10 != 0 } ?? false }

  /// Extra guard time in bit times (TC1).
  var guardTime: UInt8 { rounds.first?.tc ?? 0 }

  /// WI of T=0 (TC2, clause 10.2); 10 by default.
  var waitingInteger: UInt8 {
    guard let value = second.flatMap(\.tc), value > 0 else { return 10 }
    return value
  }

  /// Most data bytes of a block to the card (IFSC, clause 11.4.2); 32 by default.
  public var blockSize: Int {
    guard let value = blockRound?.ta, (1...254).contains(value) else { return 32 }
    return Int(value)
  }

  /// BWI and CWI of T=1 (clause 11.4.3); 4 and 13 by default. BWI above 9 is reserved.
  var blockWaiting: UInt8 {
    guard let value = blockRound?.tb, value >> 4 <= 9 else { return 0x4d }
    return value
  }

  /// Whether blocks end with a CRC instead of an LRC (clause 11.4.4).
  public var usesCRC: Bool { (blockRound?.tc ?? 0) & 1 != 0 }

  private var second: InterfaceBytes? { rounds.dropFirst().first }

  /// The first round, from the third on, that speaks of T=1.
  private var blockRound: InterfaceBytes? {
    for (before, round) in zip(rounds.dropFirst(), rounds.dropFirst(2)) {
      if (before.td ?? 0) & 0x0f == 1 { return round }
    }
    return nil
  }
}
