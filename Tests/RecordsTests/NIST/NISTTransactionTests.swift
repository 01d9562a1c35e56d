// SPDX-License-Identifier: Apache-2.0

import Records
import Testing

@Suite("ANSI/NIST-ITL transactions")
struct NISTTransactionTests {
  /// A Type-1, a Type-2 and a Type-4 by hand; `|` stands for GS, `/` for RS, `_` for US, `$` for FS.
  static let golden: [UInt8] = {
    let text = "1.001:00054|1.002:0502|1.03:1_2/2_00/4_01|1.004:ENROL$" + "2.001:18|2.002:00$"
    let marks: [Character: UInt8] = ["$": 0x1c, "|": 0x1d, "/": 0x1e, "_": 0x1f]
    let tagged = text.map { marks[$0] ?? $0.asciiValue ?? 0 }
    let binary: [UInt8] = [
      0, 0, 0, 20, 1, 0, 2, 255, 255, 255, 255, 255, 0, 0, 1, 0, 2, 0, 9, 0x1c,
    ]
    return tagged + binary
  }()

  @Test("Records, fields, subfields and items are told apart")
  func structure() throws {
    let transaction = try NISTTransaction(decoding: Self.golden)
    #expect(transaction.records.map(\.type) == [1, 2, 4])
    #expect(transaction.records.map(\.idc) == [nil, 0, 1])
    #expect(transaction.records[0][3]?.subfields == [["1", "2"], ["2", "00"], ["4", "01"]])
    #expect(transaction.records[0][4]?.text == "ENROL")
    #expect(transaction.records[0][5] == nil)
  }

  @Test("Unusual tags and padded lengths are written again as they were")
  func lossless() throws {
    #expect(try NISTTransaction(decoding: Self.golden).encoded() == Self.golden)
  }

  @Test("Data of field 999 may hold any byte, separators included")
  func separatorsInData() throws {
    let data: [UInt8] = [0x1c, 0x1d, 0x1e, 0x1f, 0x31, 0x2e]
    let head = Array("1.001:25".utf8) + [0x1d] + Array("1.999:".utf8)
    let bytes = head + data + Array("1234".utf8).prefix(25 - head.count - data.count - 1) + [0x1c]
    let transaction = try NISTTransaction(decoding: bytes)
    #expect(transaction.records[0][999]?.value.prefix(6) == data[...])
    #expect(transaction.encoded() == bytes)
  }

  @Test(
    "Files of other systems are written again byte for byte",
    .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"),
    arguments: [
      "type-10-sap10", "type-14-amp-nqm-utf8", "type-14-tpcard-nqm", "type-17-iris",
      "type-4-14-slaps", "type-4-slaps", "type-4-tpcard", "type-9-13-m1", "type-9-14-m1",
      "type-9-14-std", "type-9-4-iafis",
    ])
  func foreign(file: String) throws {
    let bytes = try SharedData.bytes("ansi_nist/\(file).an2")
    let transaction = try NISTTransaction(decoding: bytes)
    #expect(transaction.encoded() == bytes)
    #expect(transaction.records.count >= 3)
  }

  @Test("Every proper prefix gives a typed error, or the records that it holds whole")
  func prefixes() throws {
    let bytes = try Sample.transaction(Sample.smallApplication())
    let whole = try NISTTransaction(decoding: bytes)
    for length in 0..<bytes.count {
      let prefix = Array(bytes.prefix(length))
      guard let transaction = try? NISTTransaction(decoding: prefix) else { continue }
      #expect(transaction.records == Array(whole.records.prefix(transaction.records.count)))
      #expect(transaction.encoded() == prefix)
    }
  }

  @Test("Changed bytes give a typed error or a transaction without loss")
  func flips() throws {
    for original in [Self.golden, try Sample.transaction(Sample.smallApplication())] {
      flippedCopies(of: original, count: 10_000, seed: 21) { copy in
        do throws(RecordError) {
          #expect(try NISTTransaction(decoding: copy).encoded() == copy)
        } catch {
          #expect(error.code == "malformed-record")
        }
      }
    }
  }

  @Test(
    "Hostile lengths and counts are refused",
    arguments: [
      "1.001:0", "1.001:99999999999999999999", "1.001:-5", "1.001:", "1.001", "0.001:9\u{1c}",
      "", "\u{0}\u{0}\u{0}\u{12}", "999.001:12\u{1c}", "1.002:0502\u{1c}", "FMR\u{0} 20\u{0}",
    ])
  func hostile(text: String) {
    let error = #expect(throws: RecordError.self) {
      try NISTTransaction(decoding: Array(text.utf8))
    }
    #expect(error?.code == "malformed-record")
  }

  @Test("More fields than the limit are refused")
  func manyFields() {
    var body = (1000..<2200).map { "1.\($0):" }.joined(separator: "\u{1d}")
    body = "1.001:00000\u{1d}" + body + "\u{1c}"
    let length = "\(body.utf8.count)"
    let padded = String(repeating: "0", count: 5 - length.count) + length
    body = body.replacing("1.001:00000", with: "1.001:\(padded)")
    let file = Array(body.utf8)
    let error = #expect(throws: RecordError.self) { _ = try NISTTransaction(decoding: file) }
    #expect(error?.message.contains("at most 1000 fields") == true)
  }
}
