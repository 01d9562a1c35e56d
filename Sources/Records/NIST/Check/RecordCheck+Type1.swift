// SPDX-License-Identifier: Apache-2.0

extension RecordCheck {
  /// Type-1 and its list of contents (clause 8.1).
  mutating func checkTransaction(_ transaction: NISTTransaction, isWhole: Bool) {
    require(1, 2, 3, 4, 5, 7, 8, 9, 11, 12)
    checkVersion()
    checkDate(5)
    checkCode(6, "PRY", in: (1...9).map(String.init))
    if let type = text(4), !isPrintable(type, 1...16) || !type.allSatisfy(\.isLetter) {
      add(.warning, 4, "TOT is \(shown(type)); it should be 1 to 16 letters")
    }
    if let number = text(9), number.utf8.count > Type1.maximumControlNumber {
      error(9, "TCN has more than \(Type1.maximumControlNumber) characters")
    }
    if let moment = text(14), !isGreenwichTime(moment) {
      error(14, "GMT is not YYYYMMDDhhmmssZ")
    }
    let hasType4 = transaction.records.contains { $0.type == 4 }
    for field in [11, 12] { checkScanningResolution(field, hasType4: hasType4 || !isWhole) }
    checkContents(transaction.records, isWhole: isWhole)
  }

  private mutating func checkVersion() {
    guard let version = text(2) else { return }
    switch edition {
    case .current: break
    case .earlier:
      add(.warning, 2, "VER is \(version), an edition before 2011; checked by today's rules")
    case .unknown:
      error(2, "VER is \(shown(version)); it has to be 0500, 0501 or 0502")
    }
  }

  /// NSR and NTR are pixels per millimetre of Type-4 images, and 00.00 where there are none.
  private mutating func checkScanningResolution(_ field: Int, hasType4: Bool) {
    guard let text = text(field) else { return }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [2, 2], parts.allSatisfy({ decimal($0) != nil }) else {
      error(field, "the resolution is \(shown(text)); it has the form nn.nn")
      return
    }
    if !hasType4, text != "00.00" {
      error(field, "the resolution is \(text); it has to be 00.00 without a Type-4 record")
    }
  }

  private mutating func checkContents(_ records: [NISTRecord], isWhole: Bool) {
    guard let header = record[3]?.subfields.first else { return }
    let count = records.count - 1
    if isWhole, header.compactMap(nistNumber) != [1, count] {
      error(3, "CNT does not begin with 1 and the number of records that follow, \(count)")
    }
    let following = Array(records.dropFirst())
    let listed = record.contents
    if isWhole, listed.count != following.count {
      error(3, "CNT lists \(listed.count) records, but \(following.count) follow")
    }
    for (index, (entry, found)) in zip(listed, following).enumerated()
    where entry.type != found.type || entry.idc != found.idc {
      error(
        3,
        "CNT lists type \(entry.type) with IDC \(entry.idc.map(String.init) ?? "?") as record "
          + "\(index + 2), which is of type \(found.type) with IDC "
          + (found.idc.map(String.init) ?? "?"))
    }
  }

  private func isGreenwichTime(_ text: String) -> Bool {
    guard text.utf8.count == 15, text.hasSuffix("Z"),
      CalendarDate(basic: String(text.prefix(8))) != nil,
      let clock = nistNumber(String(text.dropFirst(8).dropLast()))
    else { return false }
    return clock / 10000 < 24 && clock / 100 % 100 < 60 && clock % 100 < 61
  }
}
