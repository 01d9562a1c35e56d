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
    ]
  }
}

/// Payloads of any kind: a frame that comes out has its full size, and nothing is counted twice.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  let mode = VideoMode(
    interface: 1, formatIndex: 1, frameIndex: 1, format: .gray8, width: 4, height: 4,
    intervals: FrameIntervals(standard: 333_333, values: [], isRange: false))
  var assembler = FrameAssembler(FrameShape(mode))
  var rest = input[...]
  var whole = 0
  while let length = rest.popFirst() {
    for frame in assembler.add(payload: rest.prefix(Int(length))) {
      precondition(frame.bytes.count == 16)
      whole += 1
    }
    rest = rest.dropFirst(Int(length))
  }
  precondition(assembler.statistics.wholeFrames == whole)
  return 0
}
