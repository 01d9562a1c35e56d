// SPDX-License-Identifier: Apache-2.0

import FuzzKit

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) { try ImageFuzzing.seeds([.png]) }
}

/// Takes one input.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  ImageFuzzing.run(bytes, count, lossless: .png)
}

@_silgen_name("LLVMFuzzerMutate")
func mutate(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int) -> Int

/// Mends the checksums after each change; without it hardly any input gets past the first chunk.
@_cdecl("LLVMFuzzerCustomMutator") public func mutateMended(
  _ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: CUnsignedInt
) -> Int {
  let changed = mutate(bytes, count, limit)
  PNGChecksums.mend(UnsafeMutableBufferPointer(start: bytes, count: changed))
  return changed
}
