// SPDX-License-Identifier: Apache-2.0

extension CCIDReaderModel {
  /// A message from the host (CCID 1.1, chapter 6.1).
  mutating func receive(_ bytes: [UInt8]) {
    guard bytes.count >= 10 else { return }
    let length = (0..<4).reduce(0) { $0 | Int(bytes[1 + $1]) << (8 * $1) }
    let (slot, data) = (bytes[5], Array(bytes.dropFirst(10)))
    guard data.count == length, bytes.count <= build.longestMessage else { return }
    guard slots.indices.contains(Int(slot)) else {
      return send(0x81, bytes, failure: 5)
    }
    switch bytes[0] {
    case 0x62: powerOn(bytes)
    case 0x63:
      slots[Int(slot)].power(false)
      send(0x81, bytes)
    case 0x65: send(0x81, bytes)
    case 0x61: send(0x82, bytes, data: data)
    case 0x6f: exchange(bytes, data)
    default: send(0x81, bytes, failure: 0)
    }
  }

  private mutating func powerOn(_ message: [UInt8]) {
    let slot = Int(message[5])
    guard slots[slot].hasCard else { return send(0x80, message, failure: 0xfe) }
    slots[slot].power(true)
    send(0x80, message, data: slots[slot].card.answerToReset)
  }

  private mutating func exchange(_ message: [UInt8], _ data: [UInt8]) {
    let slot = Int(message[5])
    defer { exchanges += 1 }
    if faults.contains(.cardTaken(exchanges)) {
      slots[slot].hasCard = false
      slots[slot].power(false)
      tellChange()
    }
    guard slots[slot].isPowered else { return send(0x80, message, failure: 0xfe) }
    switch build.level {
    case .character: send(0x80, message, failure: 0)
    case .blocks: send(0x80, message, data: slots[slot].transport(data))
    case .short:
      guard data.count <= 261 else { return send(0x80, message, failure: 7) }
      send(0x80, message, data: slots[slot].card.answer(data))
    case .extended: longExchange(message, data, level: message[8])
    }
  }

  /// Parts in and parts out (chapter 6.1.4): 0 whole, 1 begins, 2 ends, 3 goes on, 10 asks for more.
  private mutating func longExchange(_ message: [UInt8], _ data: [UInt8], level: UInt8) {
    let slot = Int(message[5])
    switch level {
    case 0: slots[slot].answer = slots[slot].card.answer(data)
    case 1, 3:
      slots[slot].incoming = (level == 1 ? [] : slots[slot].incoming) + data
      return send(0x80, message, chain: 0x10)
    case 2:
      slots[slot].answer = slots[slot].card.answer(slots[slot].incoming + data)
      slots[slot].incoming = []
    default: break
    }
    let isFirst = level != 0x10
    let part = Array(slots[slot].answer.prefix(build.longestMessage - 10))
    let isEndless = faults.contains { if case .endlessChain = $0 { true } else { false } }
    if !isEndless { slots[slot].answer.removeFirst(part.count) }
    let isLast = slots[slot].answer.isEmpty
    send(0x80, message, data: part, chain: isLast ? (isFirst ? 0 : 2) : (isFirst ? 1 : 3))
  }

  /// An answer, as the faults spoil it.
  private mutating func send(
    _ kind: UInt8, _ message: [UInt8], data: [UInt8] = [], failure: UInt8? = nil, chain: UInt8 = 0
  ) {
    let status = (slots.indices.contains(Int(message[5])) ? slots[Int(message[5])].status : 2)
    let failed: UInt8 = failure == nil ? 0 : 0x40
    var answer =
      Self.head(kind, data.count, message) + [status | failed, failure ?? 0, chain] + data
    var delay = Duration.zero
    for fault in kind == 0x80 && message[0] == 0x6f ? faults : [] {
      switch fault {
      case .late(exchanges, let lateness): delay = lateness
      case .wrongNumber(exchanges): answer[6] &+= 9
      case .stale(exchanges):
        outgoing.append(
          OutgoingMessage(bytes: Self.head(0x80, 2, message, 200) + [0, 0, 0, 0x6f, 0]))
      case .length(exchanges, let length):
        for place in 0..<4 {
          answer[1 + place] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(place)))
        }
      case .endlessTime(exchanges): repeatTime(message, 5000)
      case .moreTime(exchanges, let times): repeatTime(message, times)
      default: break
      }
    }
    outgoing.append(OutgoingMessage(bytes: answer, delay: delay))
  }

  private mutating func repeatTime(_ message: [UInt8], _ times: Int) {
    let extension_ = Self.head(0x80, 0, message) + [0x80, 1, 0]
    outgoing += (0..<times).map { _ in OutgoingMessage(bytes: extension_) }
  }

  private static func head(
    _ kind: UInt8, _ length: Int, _ message: [UInt8], _ other: UInt8 = 0
  ) -> [UInt8] {
    [kind] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
      + [message[5], message[6] &+ other]
  }
}
