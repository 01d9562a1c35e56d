// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// What a card says of itself at its reset (ISO/IEC 7816-3, clause 8.2).
public struct AnswerToReset: Sendable, Hashable {
  /// TA, TB, TC and TD of one round; nil for those that the card left out.
  struct InterfaceBytes: Sendable, Hashable {
    var ta: UInt8?
    var tb: UInt8?
    var tc: UInt8?
    var td: UInt8?
  }

  /// Most bytes, TS included.
  public static let mostBytes = 33
  /// Whether bits are sent inverted (TS 3F).
  public let isInverse: Bool
  /// The free bytes, at most 15.
  public let historicalBytes: [UInt8]
  let rounds: [InterfaceBytes]

  /// Reads the bytes. Throws for a wrong TS, missing or surplus bytes, and a wrong TCK.
  public init(parsing bytes: [UInt8]) throws(MalformedData) {
    guard bytes.count <= Self.mostBytes else {
      throw MalformedData(offset: Self.mostBytes, expected: "an ATR of at most 33 bytes")
    }
    var reader = ByteReader(bytes)
    let first = try reader.readUInt8("TS")
    guard first == 0x3b || first == 0x3f else { throw reader.malformed("TS of 3B or 3F", at: 0) }
    isInverse = first == 0x3f
    let format = try reader.readUInt8("T0")
    rounds = try Self.rounds(&reader, format)
    historicalBytes = Array(try reader.readBytes(Int(format & 0x0f), "historical bytes"))
    if rounds.contains(where: { ($0.td ?? 0) & 0x0f != 0 }) {
      _ = try reader.readUInt8("TCK")
      guard bytes.dropFirst().reduce(0, ^) == 0 else {
        throw reader.malformed("a TCK that makes the exclusive or zero", at: reader.offset - 1)
      }
    }
    try reader.expectEnd(of: "the ATR")
  }

  /// Each TD says which bytes the next round has; the limit of 33 bytes ends every chain.
  private static func rounds(
    _ reader: inout ByteReader, _ format: UInt8
  ) throws(MalformedData) -> [InterfaceBytes] {
    var rounds: [InterfaceBytes] = []
    var presence: UInt8? = format
    while let present = presence, present & 0xf0 != 0 {
      var round = InterfaceBytes()
      if present & 0x10 != 0 { round.ta = try reader.readUInt8("TA") }
      if present & 0x20 != 0 { round.tb = try reader.readUInt8("TB") }
      if present & 0x40 != 0 { round.tc = try reader.readUInt8("TC") }
      if present & 0x80 != 0 { round.td = try reader.readUInt8("TD") }
      rounds.append(round)
      presence = round.td
    }
    return rounds
  }
}
