// SPDX-License-Identifier: Apache-2.0

/// A card's side of T=0 (ISO/IEC 7816-3, clause 12.2): holds an answer until it is fetched.
public struct T0CardSide: Sendable {
  private var held: [UInt8]?

  /// Nothing is held.
  public init() {}

  /// Five bytes of header and perhaps data in; data and status, or how much is to be fetched, out.
  public mutating func answer(_ bytes: [UInt8], _ card: inout any CardPlayer) -> [UInt8] {
    guard bytes.count >= 5 else { return [0x67, 0x00] }
    if bytes[1] == 0xc0 { return fetched(Int(bytes[4])) }
    held = nil
    if bytes.count > 5 {
      // Whether an answer is awaited cannot be seen: it is offered in any case.
      return offered(card.answer(bytes + [0]))
    }
    // No data: P3 is the awaited length, or 0 for none; then nothing but a status comes back.
    let answer = card.answer(bytes)
    let (data, status) = (answer.dropLast(2), answer.suffix(2))
    let wanted = bytes[4] == 0 ? 256 : Int(bytes[4])
    if data.count < wanted, bytes[4] != 0, data.count > 0, status.first == 0x90 {
      held = answer
      return [0x6c, UInt8(data.count)]
    }
    return answer
  }

  private mutating func offered(_ answer: [UInt8]) -> [UInt8] {
    guard answer.count > 2 else { return answer }
    held = answer
    return [0x61, UInt8(truncatingIfNeeded: answer.count - 2)]
  }

  private mutating func fetched(_ count: Int) -> [UInt8] {
    guard let answer = held else { return [0x69, 0x85] }
    let (data, status) = (answer.dropLast(2), answer.suffix(2))
    let sent = data.prefix(count == 0 ? 256 : count)
    let rest = data.dropFirst(sent.count)
    held = rest.isEmpty ? nil : Array(rest + status)
    return rest.isEmpty
      ? Array(sent + status) : sent + [0x61, UInt8(truncatingIfNeeded: min(rest.count, 256))]
  }
}
