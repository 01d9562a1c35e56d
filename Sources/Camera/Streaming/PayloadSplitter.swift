// SPDX-License-Identifier: Apache-2.0

import USB

/// Finds the payloads in what transfers bring.
///
/// Each isochronous packet is a payload. On a bulk endpoint one ends with a short transfer, or at the
/// agreed size, and may take several transfers.
struct PayloadSplitter: Sendable {
  private let payloadBytes: Int
  private let transferBytes: Int
  private let isIsochronous: Bool
  /// Bytes of the payload in hand that came with earlier transfers; 0 before its header.
  private var already = 0

  init(_ plan: StreamPlan) {
    payloadBytes = plan.payloadBytes
    transferBytes = plan.transfer.count
    isIsochronous = plan.isIsochronous
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
      let piece = rest.prefix(payloadBytes - already)
      if already == 0 { assembler.begin(piece) } else { assembler.append(piece) }
      already += piece.count
      rest = rest.dropFirst(piece.count)
      if already == payloadBytes { frames += end(&assembler) }
    }
    if result.count < transferBytes, already > 0 { frames += end(&assembler) }
    return frames
  }

  private mutating func end(_ assembler: inout FrameAssembler) -> [AssembledFrame] {
    already = 0
    return assembler.endPayload()
  }
}
