// SPDX-License-Identifier: Apache-2.0

import CardReader
import FuzzKit
import ReaderModels
import USB

/// Plants the seeds; libFuzzer calls it once. The first byte of each chooses the parser.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    ReaderModels.all.flatMap { name, build in
      let device = ReaderModels.named(name)?.descriptors ?? []
      return [[0] + device, [1] + build.classDescriptor, [2] + EchoCard().answerToReset]
    } + [
      [2, 0x3b, 0x02, 0x14, 0x50], [3, 0x80, 2, 0, 0, 0, 1, 7, 0, 0, 3, 0x90, 0],
      [4, 0, 0x20, 3, 1, 2, 3, 0x23], [4, 0, 0xc3, 1, 2, 0xc0],
    ]
  }
}

/// What a reader and a card say: everything is read or refused, and what is read holds its limits.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  let rest = Array(input.dropFirst())
  switch input.first {
  case 0:
    let found = (try? DescriptorSet(parsing: rest)).map(CCIDInterface.all) ?? []
    guard found.allSatisfy({ (64...65_554).contains($0.descriptor.longestMessage) }) else {
      fatalError("a message size out of range")
    }
  case 1: _ = try? CCIDDescriptor(parsing: rest)
  case 2:
    guard let atr = try? AnswerToReset(parsing: rest) else { return 0 }
    guard (1...254).contains(atr.blockSize)
    else { fatalError("an ATR out of range") }
  case 3: _ = try? CCIDAnswer(parsing: rest)
  default:
    for usesCRC in [false, true] {
      guard let block = try? T1Block(parsing: rest, usesCRC: usesCRC) else { continue }
      // Reserved bits may differ, the meaning may not.
      let again = try? T1Block(parsing: block.bytes(usesCRC: usesCRC), usesCRC: usesCRC)
      guard again == block else { fatalError("a block that is read otherwise when written again") }
    }
  }
  return 0
}
