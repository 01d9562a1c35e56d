// SPDX-License-Identifier: Apache-2.0

import FuzzKit
import Records

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    try SampleRecords.parts().filter { $0.name == ApplicationRecord.manifestName }.map(\.bytes)
  }
}

/// A manifest that was read is the same after it was written and read again.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  guard let manifest = try? Manifest(decoding: input) else { return 0 }
  guard let again = try? Manifest(decoding: manifest.encoded()) else {
    preconditionFailure("a manifest that was read cannot be written and read again")
  }
  precondition(again == manifest, "the manifest changed")
  return 0
}
