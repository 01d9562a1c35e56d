// SPDX-License-Identifier: Apache-2.0

import FuzzKit
import Station

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    [try CapturePolicy().encoded(), Array(#"{"profile": "442", "roll": null}"#.utf8)]
  }
}

/// A policy that was read is the same after it was written and read again.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  guard let policy = try? CapturePolicy(decoding: input) else { return 0 }
  guard let again = try? CapturePolicy(decoding: policy.encoded()) else {
    preconditionFailure("a policy that was read cannot be written and read again")
  }
  precondition(again == policy, "the policy changed")
  return 0
}
