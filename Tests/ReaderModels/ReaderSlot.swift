// SPDX-License-Identifier: Apache-2.0

/// One slot of a made-up reader with the card in it.
struct ReaderSlot: Sendable {
  var card: any CardPlayer
  var hasCard = true
  var isPowered = false
  /// Parts of a long command that came so far, and of a long answer that are left.
  var incoming: [UInt8] = []
  var answer: [UInt8] = []
  private var t1: T1CardSide
  private var t0 = T0CardSide()
  private let isT1: Bool
  private let fresh: T1CardSide

  init(_ card: any CardPlayer, _ build: CCIDReaderModel.Build, _ faults: [CCIDReaderModel.Fault]) {
    (self.card, isT1) = (card, build.isT1)
    var wrong = T1CardSide.Faults()
    for fault in faults {
      switch fault {
      case .damagedBlock(let number): wrong.damaged = number
      case .misheardBlock(let number): wrong.misheard = number
      case .lateBlock(let number): wrong.late = number
      case .endlessBlocks: wrong.endless = true
      default: break
      }
    }
    fresh = T1CardSide(blockSize: Int(build.blockSize), faults: wrong)
    t1 = fresh
  }

  /// 0 active, 1 there, 2 gone.
  var status: UInt8 { !hasCard ? 2 : isPowered ? 0 : 1 }

  mutating func power(_ isOn: Bool) {
    isPowered = isOn && hasCard
    (incoming, answer, t1, t0) = ([], [], fresh, T0CardSide())
    if isPowered { card.reset() }
  }

  /// What the card answers to blocks of T=1, headers of T=0, or a PPS.
  mutating func transport(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.first == 0xff, bytes.count <= 4 { return bytes }
    return isT1 ? t1.answer(bytes, &card) : t0.answer(bytes, &card)
  }
}
