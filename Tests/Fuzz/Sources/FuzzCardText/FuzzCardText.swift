// SPDX-License-Identifier: Apache-2.0

import Document
import FuzzKit

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    [
      "001099012345|012345678|Nguyễn Văn Thử|15021999|Nam|Số 1, Hà Nội|20052024|a|b",
      "IDVNM0990123459001099012345<<09902152M3902150VNM<<<<<<<<<<<8NGUYEN<<VAN<THU<<<<<<<<<<<<<<<",
      "001099012345", "15/02/1999",
    ].map { Array($0.utf8) }
  }
}

/// A text of a card: read or refused, and what was read can be looked at and compared.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let text = String(
    decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  var sources: [HolderSource: HolderValues] = [
    .typed: HolderValues(typed: [.fullName: text, .birth: text, .personalNumber: text])
  ]
  if let code = try? CardQRText(text) { sources[.qr] = HolderValues(code) }
  if let zone = try? MachineReadableZone(text) {
    sources[.mrz] = HolderValues(zone)
    _ = (zone.accessKey, VietnameseName(text).agrees(with: zone))
  }
  _ = CrossCheck(sources, thisYear: 2026).differences
  _ = DocumentDate(slashed: text)
  return 0
}
