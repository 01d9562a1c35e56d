// SPDX-License-Identifier: Apache-2.0

import Camera
import FuzzKit

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    // Each payload after its length: two halves of a frame, an end mark alone, an error.
    let half = [UInt8](repeating: 7, count: 8)
    let times: [UInt8] = [12, 0x8c, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
    return [
      [10, 2, 0x80] + half + [10, 2, 0x82] + half,
      [10, 2, 0x81] + half + [10, 2, 0x81] + half + [2, 2, 0x83],
      [20] + times + half + [10, 2, 0xc0] + half,
      [10, 2, 0x80] + half + [10, 2, 0xa0] + half + [26, 2, 0xa1] + half + half + half
        + [14, 2, 0xa3] + half + [1, 2, 3, 4] + [18, 2, 0x82] + half + half,
    ]
  }
}

/// Payloads of any kind: a frame or still that comes out has its full size, and nothing is counted twice.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  var plain = FrameAssembler(FrameShape(mode(4)))
  let frames = feed(input, to: &plain)
  precondition(frames.allSatisfy { $0.bytes.count == 16 })
  precondition(plain.statistics.wholeFrames == frames.count)
  var waiting = FrameAssembler(FrameShape(mode(4)))
  waiting.expectStill(FrameShape(mode(6)))
  let pictures = feed(input, to: &waiting)
  precondition(pictures.allSatisfy { $0.bytes.count == ($0.isStill ? 36 : 16) })
  precondition(waiting.statistics.wholeFrames == pictures.count { !$0.isStill })
  return 0
}

private func mode(_ side: Int) -> VideoMode {
  VideoMode(
    interface: 1, formatIndex: 1, frameIndex: 1, format: .gray8, width: side, height: side,
    intervals: FrameIntervals(standard: 333_333, values: [], isRange: false))
}

/// Each payload stands after its length.
private func feed(_ input: [UInt8], to assembler: inout FrameAssembler) -> [AssembledFrame] {
  var rest = input[...]
  var whole: [AssembledFrame] = []
  while let length = rest.popFirst() {
    whole += assembler.add(payload: rest.prefix(Int(length)))
    rest = rest.dropFirst(Int(length))
  }
  return whole
}
