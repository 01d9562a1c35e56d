// SPDX-License-Identifier: Apache-2.0

import Foundation
import Records
import Testing

@Suite("Showing ANSI/NIST-ITL files")
struct NISTSummaryTests {
  @Test("The text names the transaction, each finger, its image and what is missing")
  func text() throws {
    let transaction = try NISTTransaction(decoding: Sample.transaction(Sample.smallApplication()))
    let lines = NISTSummary(transaction).text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "ANSI/NIST-ITL 0502, ENROL, 2026-11-21, KIT01-20261121-000007")
    #expect(lines[1].hasPrefix("from VN-DEMO-07 to VN-C06, 5 records, "))
    #expect(lines[2] == "#   type                  idc  position          content")
    #expect(
      lines[4] == "2   2 descriptive text    0    -                 003: VN-2026-000001, 004: 14+, "
        + "005: NGUYEN THI ANH DAO")
    #expect(
      lines[5]
        == "3   14 fingerprint        1    left-index        12x10, 500 ppi, PNG of 219 bytes")
    #expect(lines[6] == "4   14 fingerprint        2    right-ring        missing: right-ring XX")
    #expect(lines[7] == "5   9 minutiae            1    left-index        12 minutiae")
  }

  @Test("The JSON holds the same without image data")
  func json() throws {
    let transaction = try NISTTransaction(decoding: Sample.transaction())
    let bytes = try NISTSummary(transaction).json()
    #expect(bytes.count < 10_000)
    let read = try JSONDecoder().decode(NISTSummary.self, from: Data(bytes))
    #expect(read == NISTSummary(transaction))
    #expect(read.records.compactMap(\.minutiae) == [Int](repeating: 12, count: 9))
  }

  @Test(
    "Files of other systems are described",
    .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"),
    arguments: [
      ("type-4-14-slaps", "plain-left-four"), ("type-17-iris", "left eye"),
      ("type-9-14-m1", "48 minutiae"), ("type-9-4-iafis", "48 minutiae"),
      ("type-9-14-std", "48 minutiae"), ("type-14-amp-nqm-utf8", "missing: left-ring XX"),
      ("type-10-sap10", "1181x1575, no resolution, JPEGB"), ("type-4-tpcard", "804x752, 500 ppi"),
    ])
  func foreign(file: String, part: String) throws {
    let transaction = try NISTTransaction(decoding: SharedData.bytes("ansi_nist/\(file).an2"))
    #expect(NISTSummary(transaction).text.contains(part))
  }
}
