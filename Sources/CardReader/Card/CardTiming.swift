// SPDX-License-Identifier: Apache-2.0

/// How long a card may take before it must have said something (ISO/IEC 7816-3, clauses 10.2, 11.4.3).
struct CardTiming: Sendable, Hashable {
  /// Clock rate conversion by the high half of TA1 (table 7); 0 is reserved.
  private static let clockRates = [
    372, 372, 558, 744, 1116, 1488, 1860, 0, 0, 512, 768, 1024, 1536, 2048, 0, 0,
  ]
  /// Baud rate adjustment by the low half of TA1 (table 8); 0 is reserved.
  private static let baudRates = [0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0, 0, 0, 0]

  /// Clock of the card in kHz, as the reader says; contact cards run at 1 to 5 MHz.
  private let clock: Int

  init(clock: Int) { self.clock = (1000...20_000).contains(clock) ? clock : 4000 }

  /// Bits a second at this TA1; nil for reserved values.
  func bitRate(_ speed: UInt8) -> Int? {
    let (rate, divisor) = (Self.clockRates[Int(speed >> 4)], Self.baudRates[Int(speed & 0x0f)])
    return rate == 0 || divisor == 0 ? nil : clock * 1000 * divisor / rate
  }

  /// BWT of T=1 in milliseconds: up to 45 s at 4 MHz.
  func blockWait(_ waiting: UInt8) -> Int { (1 << Int(waiting >> 4)) * 960 * 372 / clock }

  /// WWT of T=0 in milliseconds.
  func byteWait(_ integer: UInt8, speed: UInt8) -> Int {
    960 * Int(integer) * max(Self.clockRates[Int(speed >> 4)], 372) / clock
  }

  /// The longest silence of this card in milliseconds, for T=1 or T=0.
  func longestSilence(_ atr: AnswerToReset, _ chosen: CardProtocol) -> Int {
    switch chosen {
    case .t1: blockWait(atr.blockWaiting)
    case .t0: byteWait(atr.waitingInteger, speed: atr.speed)
    }
  }
}
