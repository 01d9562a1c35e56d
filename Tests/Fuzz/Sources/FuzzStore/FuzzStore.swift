// SPDX-License-Identifier: Apache-2.0

import Cryptography
import FuzzKit
import Records
import Store

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    let id = "01a201f6-81b0-7612-bcbe-fb96b50af80e"
    let hash = String(repeating: "0f", count: 32)
    return [
      """
      {"auditHash":"\(hash)","auditNumber":7,"kit":"HN_07","made":"2026-11-22T06:48:27Z","number":1,
      "records":[{"id":"\(id)","sha256":"\(hash)","size":20000}],"version":1}
      """,
      """
      {"centre":"test","id":"\(id)","receivedAt":"2026-11-22T06:48:27Z","sequence":1,
      "sha256":"\(hash)","size":20000}
      """,
      """
      {"n":1,"at":"2026-11-22T06:48:27Z","up":1000,"boot":"\(id)","event":"record-sent",\
      "record":"\(id)","operator":"anna","count":3}
      """,
    ].map { Array($0.utf8) }
  }
}

/// What comes on sticks and from the centre, and a row of the audit log: read or refused, and whatever is
/// read lies within reason.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  if let manifest = try? StickManifest(decoding: input) {
    precondition(!manifest.folderName.contains("/") && !manifest.folderName.hasPrefix("."))
    precondition(manifest.records.allSatisfy { (1...SealedRecord.limit).contains($0.size) })
    precondition(Set(manifest.records.map(\.id)).count == manifest.records.count)
  }
  if let receipt = try? Receipt(decoding: input) {
    precondition(receipt.time.description == receipt.receivedAt)
  }
  let text = String(decoding: input, as: UTF8.self)
  if let row = AuditRow(canonicalJSON: text) { precondition(row.canonicalJSON == text) }
  for word in text.split(whereSeparator: \.isWhitespace).map(String.init) {
    if let code = ListCode(word) { precondition(code.description == word) }
    if let id = RecordID(word) { precondition(id.description == word.lowercased()) }
  }
  return 0
}
