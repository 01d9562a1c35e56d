// SPDX-License-Identifier: Apache-2.0

import USB

/// Finds the payloads in what transfers bring.
///
/// Each isochronous packet is a payload. On a bulk endpoint one ends with a short transfer, or at the
/// agreed size, and may take several transfers.
struct PayloadSplitter: Sendable {
  /// Most bytes of a payload with the still bit, where stills have another size; for bulk endpoints.
  var stillPayloadBytes: Int?

  private let payloadBytes: Int
  private let transferBytes: Int
  private let isIsochronous: Bool
  /// Bytes of the payload in hand that came with earlier transfers; 0 before its header.
  private var already = 0
  /// Most bytes of the payload in hand.
  private var most = 0

  init(_ plan: StreamPlan) {
    payloadBytes = plan.payloadBytes
    transferBytes = plan.transfer.count
    isIsochronous = plan.isIsochronous
  }

  /// Of a bulk endpoint.
  init(payloadBytes: Int, transferBytes: Int) {
    self.payloadBytes = payloadBytes
    self.transferBytes = transferBytes
    isIsochronous = false
  }

  /// Hands what a transfer brought to the assembler; gives the frames that are whole by now.
  mutating func feed(
    _ result: TransferResult, to assembler: inout FrameAssembler
  ) -> [AssembledFrame] {
    isIsochronous ? packets(result, &assembler) : stream(result, &assembler)
  }

  /// After a transfer that failed the next bytes begin a payload, as well as one can tell.
  mutating func forget() { already = 0 }

  private func packets(
    _ result: TransferResult, _ assembler: inout FrameAssembler
  ) -> [AssembledFrame] {
    var frames: [AssembledFrame] = []
    for packet in result.packets {
      if packet.isLost {
        assembler.noteLoss(packets: 1)
      } else if !packet.range.isEmpty {
        frames += assembler.add(payload: result.bytes[packet.range])
      }
    }
    return frames
  }

  private mutating func stream(
    _ result: TransferResult, _ assembler: inout FrameAssembler
  ) -> [AssembledFrame] {
    var frames: [AssembledFrame] = []
    var rest = result.bytes[...]
    while !rest.isEmpty {
      if already == 0 { most = limit(of: rest) }
      let piece = rest.prefix(most - already)
      if already == 0 { assembler.begin(piece) } else { assembler.append(piece) }
      already += piece.count
      rest = rest.dropFirst(piece.count)
      if already == most { frames += end(&assembler) }
    }
    if result.count < transferBytes, already > 0 { frames += end(&assembler) }
    return frames
  }

  /// The still bit is in the second byte of the payload's header.
  private func limit(of payload: ArraySlice<UInt8>) -> Int {
    let isStill = payload.dropFirst().first.map { $0 & 0x20 != 0 } ?? false
    return max(isStill ? stillPayloadBytes ?? payloadBytes : payloadBytes, 1)
  }

  private mutating func end(_ assembler: inout FrameAssembler) -> [AssembledFrame] {
    already = 0
    return assembler.endPayload()
  }
}
