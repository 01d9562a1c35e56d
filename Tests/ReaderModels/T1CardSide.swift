// SPDX-License-Identifier: Apache-2.0

/// A card's side of T=1 (ISO/IEC 7816-3, clause 11), written apart from the driver's side.
struct T1CardSide {
  /// What goes wrong in the talk, once each.
  struct Faults: Sendable, Hashable {
    /// Number of the answered block that is damaged on its way; 0 is the first.
    var damaged: Int?
    /// Number of the block that is taken for a damaged one.
    var misheard: Int?
    /// Number of the block before whose answer more time is asked for.
    var late: Int?
    /// Whether answers go on for ever.
    var endless = false
  }

  let blockSizeOfCard: Int
  let faults: Faults
  private var blockSizeOfReader = 32
  private var sendNumber: UInt8 = 0
  private var awaitedNumber: UInt8 = 0
  private var command: [UInt8] = []
  private var outgoing: [[UInt8]] = []
  private var last: [UInt8] = []
  private var afterTime: [UInt8]?
  private var count = 0

  init(blockSize: Int, faults: Faults) { (blockSizeOfCard, self.faults) = (blockSize, faults) }

  /// A block in, a block out; `card` answers whole commands.
  mutating func answer(_ block: [UInt8], _ card: inout any CardPlayer) -> [UInt8] {
    defer { count += 1 }
    guard block.count >= 4, block.reduce(0, ^) == 0, Int(block[2]) == block.count - 4,
      count != faults.misheard
    else { return ready(wasBad: true) }
    let reply = reply(to: block, &card)
    if count == faults.late {
      afterTime = reply
      return Self.sealed([0, 0xc3, 1, 2])
    }
    if count == faults.damaged {
      var damaged = reply
      damaged[1] ^= 0x04
      return damaged
    }
    return reply
  }

  private mutating func reply(to block: [UInt8], _ card: inout any CardPlayer) -> [UInt8] {
    let (control, data) = (block[1], Array(block[3..<block.count - 1]))
    switch control {
    case 0xc1:
      blockSizeOfReader = Int(data.first ?? 32)
      return Self.sealed([0, 0xe1, 1] + data.prefix(1))
    case 0xc0:
      (sendNumber, awaitedNumber, command, outgoing) = (0, 0, [], [])
      return Self.sealed([0, 0xe0, 0])
    case 0xe3:
      defer { afterTime = nil }
      return afterTime ?? ready(wasBad: true)
    case let control where control & 0x80 == 0: return information(control, data, &card)
    case let control where control & 0xc0 == 0x80:
      // Asked for the block that was sent last: again; for the next one: go on.
      return control >> 4 & 1 == sendNumber ? next() : last
    default: return ready(wasBad: true)
    }
  }

  private mutating func information(
    _ control: UInt8, _ data: [UInt8], _ card: inout any CardPlayer
  ) -> [UInt8] {
    guard control >> 6 & 1 == awaitedNumber else { return ready(wasBad: true) }
    awaitedNumber ^= 1
    command += data
    guard control & 0x20 == 0 else { return ready(wasBad: false) }
    let answer = card.answer(command)
    command = []
    let size = min(max(blockSizeOfReader, 1), 254)
    outgoing = stride(from: 0, to: answer.count, by: size).map {
      Array(answer[$0..<min($0 + size, answer.count)])
    }
    return next()
  }

  private mutating func next() -> [UInt8] {
    guard let data = outgoing.first else { return ready(wasBad: true) }
    if !faults.endless { outgoing.removeFirst() }
    let control = sendNumber << 6 | (outgoing.isEmpty ? 0 : 0x20)
    sendNumber ^= 1
    last = Self.sealed([0, control, UInt8(data.count)] + data)
    return last
  }

  private mutating func ready(wasBad: Bool) -> [UInt8] {
    last = Self.sealed([0, 0x80 | awaitedNumber << 4 | (wasBad ? 1 : 0), 0])
    return last
  }

  private static func sealed(_ bytes: [UInt8]) -> [UInt8] { bytes + [bytes.reduce(0, ^)] }
}
