// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FuzzKit
import Records

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    let template = try SampleRecords.template().encoded(as: .json)
    let record = try SampleRecords.record()
    return try [template] + [.iso2005, .iso2011, .ansi378].map { try record.encoded(as: $0) }
  }
}

/// A template that was read is shown, rounded, and read again from what is written of it.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  guard let format = TemplateFormat.detect(input) else { return 0 }
  if var record = try? MinutiaeRecord(decoding: input),
    let again = try? record.encoded(as: format)
  {
    for index in record.views.indices {
      record.views[index].template = record.views[index].template.rounded(to: format)
    }
    precondition((try? MinutiaeRecord(decoding: again)) == record, "the record changed")
  }
  guard let template = try? MinutiaeTemplate(decoding: input) else { return 0 }
  for format in TemplateFormat.allCases {
    let rounded = template.rounded(to: format)
    precondition(rounded.rounded(to: format) == rounded, "rounding is not settled")
    guard format != .xyt, let again = try? template.encoded(as: format) else { continue }
    precondition((try? MinutiaeTemplate(decoding: again)) == rounded, "the template changed")
  }
  return 0
}
