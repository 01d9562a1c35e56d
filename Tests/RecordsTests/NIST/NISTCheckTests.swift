// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Testing

@testable import Records

/// A fault put into a sound file, and the field whose finding has to tell of it.
struct Fault: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let type: Int
  let field: Int?
  let apply: @Sendable (inout NISTTransaction) -> Void

  init(
    _ name: String, at type: Int, _ field: Int?,
    _ apply: @escaping @Sendable (inout NISTTransaction) -> Void
  ) {
    testDescription = name
    self.type = type
    self.field = field
    self.apply = apply
  }

  /// A fault made by giving a field of the first such record another value; nil removes it.
  init(_ name: String, set type: Int, _ field: Int, _ value: String?) {
    self.init(name, at: type, field) { $0.set(type, field, value) }
  }
}

extension NISTTransaction {
  /// Changes a field of the first record of a type and keeps lengths right.
  fileprivate mutating func set(_ type: Int, _ number: Int, _ value: String?) {
    let text = value?.replacing("_", with: "\u{1f}").replacing("/", with: "\u{1e}")
    edit(type) { fields in
      fields.removeAll { $0.number == number }
      if let text { fields.append(NISTField(number, text)) }
      fields.sort { $0.number < $1.number }
    }
  }

  fileprivate mutating func edit(_ type: Int, _ body: (inout [NISTField]) -> Void) {
    guard let index = records.firstIndex(where: { $0.type == type }) else { return }
    var fields = Array(records[index].fields.dropFirst())
    body(&fields)
    records[index] = NISTRecord(type: type, fields: fields)
  }
}

@Suite("Checking ANSI/NIST-ITL files")
struct NISTCheckTests {
  static let singleFaults = [
    Fault("the version is unknown", set: 1, 2, "0503"),
    Fault("the contents list is missing", set: 1, 3, nil),
    Fault("the date does not exist", set: 1, 5, "20260231"),
    Fault("the priority is 0", set: 1, 6, "0"),
    Fault("the control number is too long", set: 1, 9, String(repeating: "x", count: 49)),
    Fault("a scanning resolution without Type-4", set: 1, 11, "19.69"),
    Fault("a scanning resolution of another form", set: 1, 12, "0"),
    Fault("the time is no time", set: 1, 14, "20261120246005Z"),
    Fault("the contents list has another order", at: 1, 3) { $0.records.swapAt(2, 11) },
    Fault("a record is left out", at: 1, 3) { $0.records.removeLast() },
    Fault("the IDC is not the second field", at: 2, 2) {
      $0.edit(2) { $0.swapAt(0, 1) }
    },
    Fault("a field is there twice", at: 14, 13) { $0.edit(14) { $0.insert($0[11], at: 11) } },
    Fault("the source is missing", set: 14, 4, nil),
    Fault("the width differs from the image's", set: 14, 6, "61"),
    Fault("the height is 9 pixels", set: 14, 7, "9"),
    Fault("the resolution is too low", set: 14, 9, "400"),
    Fault("the compression code is unknown", set: 14, 11, "PNG8"),
    Fault("the compression code is another one", set: 14, 11, "WSQ20"),
    Fault("the image is not compressed as said", at: 14, 11) {
      $0.edit(14) { $0[$0.count - 1] = NISTField(999, value: [1, 2, 3]) }
    },
    Fault("the bit depth is missing", set: 14, 12, nil),
    Fault("the position is not in the table", set: 14, 13, "77"),
    Fault("the missing code is unknown", set: 14, 18, "1_ZZ"),
    Fault("the comment is too long", set: 14, 20, String(repeating: "c", count: 127)),
    Fault("the NFIQ score is 9", set: 14, 22, "1_9"),
    Fault("the score is 101", set: 14, 24, "1_101_0101_57"),
    Fault("the vendor is not hexadecimal", set: 14, 24, "1_50_01G1_57"),
    Fault("the score has three items", set: 14, 24, "50_0101_57"),
    Fault("the score is of another finger", set: 14, 24, "3_50_0101_57"),
    Fault("one bit of the image is changed", at: 14, 996) {
      $0.edit(14) { fields in
        var data = fields[fields.count - 1].value
        data[data.count / 2] ^= 1
        fields[fields.count - 1] = NISTField(999, value: data)
      }
    },
    Fault("the image is cut", at: 14, 999) {
      $0.edit(14) { fields in
        fields[fields.count - 1] = NISTField(
          999, value: Array(fields[fields.count - 1].value[..<20]))
      }
    },
    Fault("there is neither image nor reason", at: 14, 999) { $0.edit(14) { $0.removeLast() } },
    Fault("the minutiae count is wrong", set: 9, 136, "11"),
    Fault("a minutia has five items", set: 9, 137, "1_5_5_5_1"),
    Fault("a minutia lies outside", at: 9, 137) { $0.set(9, 128, "10") },
    Fault("a minutia's angle is over 179", set: 9, 137, "1_5_5_180_1_9"),
    Fault("the minutiae are of another finger", set: 9, 134, "2"),
    Fault("the minutiae's score is 101", set: 9, 135, "101"),
    Fault("the equipment is missing", set: 9, 127, nil),
  ]

  static let slapFaults = [
    Fault("a box leaves the image", set: 14, 21, "2_0_201_10_90/3_50_95_10_90/4_100_145_10_90"),
    Fault("a box is of the other hand", set: 14, 21, "7_0_45_10_90"),
    Fault("a finger has no box and no reason", at: 14, 21) { $0.set(14, 18, nil) },
    Fault("a box has four items", set: 14, 21, "2_0_45_10"),
  ]

  private func slaps() throws -> ApplicationRecord {
    let missing = try #require(MissingFinger(.rightLittle, .bandaged))
    return try Sample.application(
      captures: [Sample.slap(without: [.rightLittle])], missing: [missing])
  }

  private func expect(_ fault: Fault, in record: ApplicationRecord) throws {
    var transaction = try NISTTransaction(decoding: Sample.transaction(record))
    fault.apply(&transaction)
    let findings = NISTCheck.findings(in: transaction.encoded())
    let found = findings.contains {
      $0.severity == .error && $0.type == fault.type && $0.field == fault.field
    }
    #expect(found, "\(findings)")
  }

  @Test("Our own files have no findings")
  func sound() throws {
    #expect(NISTCheck.findings(in: try Sample.transaction()).isEmpty)
    #expect(NISTCheck.findings(in: try Sample.transaction(slaps())).isEmpty)
  }

  @Test("A planted fault is found, at its field", arguments: singleFaults)
  func planted(fault: Fault) throws { try expect(fault, in: Sample.application()) }

  @Test("A planted fault of a slap is found, at its field", arguments: slapFaults)
  func plantedInSlap(fault: Fault) throws { try expect(fault, in: slaps()) }

  @Test("A wrong length is an error at its record, beside the findings before it")
  func wrongLength() throws {
    var bytes = try Sample.transaction()
    let place = try #require(bytes.firstRange(of: Array("2.001:".utf8)))
    bytes[place.upperBound] ^= 1
    let findings = NISTCheck.findings(in: bytes)
    #expect(findings.map(\.record) == [2])
    #expect(findings.map(\.severity) == [.error])
  }

  @Test("Something else is one error")
  func otherFile() {
    for bytes in [[], [1, 2, 3], Array("<xml/>".utf8)] {
      #expect(NISTCheck.findings(in: bytes).map(\.severity) == [.error])
    }
  }

  @Test("A finding names its place and both sides of the fault")
  func wording() throws {
    var transaction = try NISTTransaction(decoding: Sample.transaction())
    transaction.set(14, 13, "77")
    let findings = NISTCheck.findings(in: transaction.encoded()).map(\.description)
    #expect(
      findings.contains(
        "error: record 3, 14.013: FGP is 77; table 8 has 0 to 19, 33, 36 and 40 to 50"))
  }

  @Test(
    "Sound files of the 2007 edition have warnings only",
    .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"),
    arguments: [
      "type-10-sap10", "type-14-amp-nqm-utf8", "type-14-tpcard-nqm", "type-17-iris",
      "type-4-14-slaps", "type-4-slaps", "type-4-tpcard", "type-9-13-m1", "type-9-14-m1",
      "type-9-14-std", "type-9-4-iafis",
    ])
  func foreign(file: String) throws {
    let findings = NISTCheck.findings(in: try SharedData.bytes("ansi_nist/\(file).an2"))
    #expect(findings.filter { $0.severity == .error }.isEmpty, "\(findings)")
    #expect(findings.contains { $0.type == 1 && $0.field == 2 && $0.severity == .warning })
  }

  @Test("A damaged Type-4 record is found")
  func type4() {
    let golden = NISTTransactionTests.golden
    #expect(!NISTCheck.findings(in: golden).contains { $0.type == 4 })
    let start = golden.count - 20
    for (place, value, field) in [
      (5, 99, 3), (6, 20, 4), (12, 2, 5), (16, 3, 9), (17, 1, 8), (17, 9, 8),
    ] {
      var bytes = golden
      bytes[start + place] = UInt8(value)
      #expect(NISTCheck.findings(in: bytes).contains { $0.type == 4 && $0.field == field })
    }
  }

  @Test("A template without minutiae makes a sound record")
  func noMinutiae() throws {
    let template = try #require(
      MinutiaeTemplate(
        width: 60, height: 80, resolution: .standard, position: .rightIndex, minutiae: []))
    let capture = try FingerCapture(
      position: .rightIndex, impression: .liveScanPlain, time: try #require(Sample.time),
      image: Sample.image(), template: template, provenance: Sample.provenance())
    let bytes = try Sample.transaction(Sample.application(captures: [capture]))
    #expect(NISTCheck.findings(in: bytes).isEmpty)
  }

  @Test("No changed byte stops the check or the summary")
  func flips() throws {
    let bytes = try Sample.transaction(Sample.smallApplication())
    flippedCopies(of: bytes, count: 2_000, seed: 41) { copy in
      #expect(NISTCheck.findings(in: copy).allSatisfy { !$0.message.isEmpty })
      if let transaction = try? NISTTransaction(decoding: copy) {
        #expect(!NISTSummary(transaction).text.isEmpty)
      }
    }
  }
}
