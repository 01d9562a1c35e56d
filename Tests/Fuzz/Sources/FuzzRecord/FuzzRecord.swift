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
    try SampleRecords.parts().filter { $0.name == ApplicationRecord.transactionName }.map(\.bytes)
  }
}

/// A transaction that was read is written without loss, checked and shown; the input is also taken
/// for an image, as the header readers are those of the check.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  _ = try? EncodedImage(input, resolution: .standard)
  let findings = NISTCheck.findings(in: input)
  precondition(findings.allSatisfy { !$0.description.isEmpty })
  guard let transaction = try? NISTTransaction(decoding: input) else {
    precondition(findings.contains { $0.severity == .error }, "a broken file has no finding")
    return 0
  }
  precondition(transaction.encoded() == input, "the transaction changed")
  for eye in transaction.records.compactMap(EyeCaptureFields.init) {
    precondition(eye.qualities.count <= input.count, "scores out of nothing")
  }
  let summary = NISTSummary(transaction)
  precondition(!summary.text.isEmpty)
  precondition((try? summary.json()) != nil, "the summary has no JSON")
  return 0
}
