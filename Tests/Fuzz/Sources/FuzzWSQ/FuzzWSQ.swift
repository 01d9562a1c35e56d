// SPDX-License-Identifier: Apache-2.0

import FuzzKit

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) { try ImageFuzzing.seeds([.wsq], pixelsPerInch: [490, 500, 510]) }
}

/// Takes one input.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  ImageFuzzing.run(bytes, count, lossy: .wsq)
}
