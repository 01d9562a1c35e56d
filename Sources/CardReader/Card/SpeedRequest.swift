// SPDX-License-Identifier: Apache-2.0

/// PPS: protocol and speed are agreed on right after the reset (ISO/IEC 7816-3, clause 9).
struct SpeedRequest: Sendable, Hashable {
  let chosen: CardProtocol
  /// FI and DI; nil leaves the default.
  let speed: UInt8?

  /// PPSS, PPS0, PPS1 where a speed is asked for, PCK.
  var bytes: [UInt8] {
    let head = [0xff, chosen.rawValue | (speed == nil ? 0 : 0x10)] + (speed.map { [$0] } ?? [])
    return head + [head.reduce(0, ^)]
  }

  /// The speed that the card agreed to; nil when it did not answer as it must (clause 9.3).
  func agreedSpeed(_ answer: [UInt8]) -> UInt8? {
    guard answer.count >= 3, answer[0] == 0xff, answer.reduce(0, ^) == 0,
      answer[1] & 0x0f == chosen.rawValue
    else { return nil }
    guard answer[1] & 0x10 != 0 else { return AnswerToReset.defaultSpeed }
    return answer.count >= 4 && answer[2] == speed ? speed : nil
  }
}
