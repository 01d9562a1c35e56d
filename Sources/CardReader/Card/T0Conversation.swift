// SPDX-License-Identifier: Apache-2.0

/// T=0 from the reader's side (ISO/IEC 7816-3, clause 12.2): answers are fetched with GET RESPONSE, a
/// wrong length is corrected. The procedure bytes are the reader's business.
struct T0Conversation: Sendable {
  /// Exchanges that one command may take: 65,536 bytes fetched 256 at a time, and repetitions.
  private static let mostExchanges = 300
  private static let mostBytes = 65_538

  /// Sends a command of the short form and gives the whole answer.
  func exchange(
    _ command: [UInt8], through carrier: any BlockCarrier
  ) async throws(CardError) -> [UInt8] {
    var next = try Self.transportForm(of: command)
    let wanted = Self.awaited(command, next)
    var data: [UInt8] = []
    for _ in 0..<Self.mostExchanges {
      guard let answer = try await carrier.carry(next, waiting: 1) else { throw .brokenBytes }
      let response = try ResponseAPDU(bytes: answer)
      data += response.data
      guard data.count <= Self.mostBytes else { throw .brokenBytes }
      let length = UInt8(response.status & 0xff)
      switch response.status >> 8 {
      case 0x61:
        let rest = min(length == 0 ? 256 : Int(length), wanted - data.count)
        guard rest > 0 else { return ResponseAPDU(data: data, status: 0x9000).bytes }
        next = [command[0] & 0x03, 0xc0, 0, 0, UInt8(truncatingIfNeeded: rest)]
      case 0x6c: next = Array(next.prefix(4)) + [length]
      default: return ResponseAPDU(data: data, status: response.status).bytes
      }
    }
    throw .brokenBytes
  }

  /// Most bytes to fetch: Le, which T=0 does not carry beside data; without one all that there is.
  private static func awaited(_ command: [UInt8], _ form: [UInt8]) -> Int {
    guard command.count > form.count, let last = command.last, last != 0 else { return mostBytes }
    return Int(last)
  }

  /// What goes over the wire: five bytes of header, or those with data but without Le.
  private static func transportForm(of command: [UInt8]) throws(CardError) -> [UInt8] {
    guard command.count >= 4, command.count <= 261 else {
      throw CardError(.apduTooLong, doing: "sending a command by T=0")
    }
    if command.count == 4 { return command + [0] }
    let length = Int(command[4])
    guard command.count > 5 else { return command }
    guard command.count == 5 + length || command.count == 6 + length, length > 0 else {
      throw CardError(.apduTooLong, doing: "sending a command by T=0")
    }
    return Array(command.prefix(5 + length))
  }
}

extension CardError {
  fileprivate static let brokenBytes = CardError(
    .protocolBroken, doing: "exchanging bytes with the card")
}
