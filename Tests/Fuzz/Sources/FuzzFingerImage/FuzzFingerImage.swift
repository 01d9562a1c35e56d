// SPDX-License-Identifier: Apache-2.0

import FuzzKit
import Records

/// Plants the seed; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) { [try SampleRecords.fingerImages().encoded()] }
}

/// A record that was read and can be written is the same when it is read again.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  guard let record = try? FingerImageRecord(decoding: input), let again = try? record.encoded()
  else { return 0 }
  let views = (try? FingerImageRecord(decoding: again))?.views
  precondition(views?.map(\.image.digest) == record.views.map(\.image.digest), "images changed")
  precondition(views?.map(\.blocks) == record.views.map(\.blocks), "blocks changed")
  return 0
}
