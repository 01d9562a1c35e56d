// SPDX-License-Identifier: Apache-2.0

import FuzzKit
import Records

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    guard let time = UTCTime(secondsSince1970: 1_800_000_000) else { return [] }
    let parts = [
      RecordPart(name: "record.an2", bytes: [1, 2, 3]), RecordPart(name: "empty", bytes: []),
    ]
    return [try RecordArchive(parts).encoded(at: time), try RecordArchive([]).encoded(at: time)]
  }
}

/// What is read as an archive can be written and read again.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  guard let archive = try? RecordArchive(decoding: input),
    let time = UTCTime(secondsSince1970: 1_800_000_000)
  else { return 0 }
  let again = try? RecordArchive(decoding: archive.encoded(at: time))
  precondition(again == archive, "an archive does not come back")
  return 0
}
