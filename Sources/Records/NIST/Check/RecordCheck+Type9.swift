// SPDX-License-Identifier: Apache-2.0

extension RecordCheck {
  /// Type-9, minutiae (clause 8.9): the standard's own fields 5 to 12, or the INCITS 378 block.
  mutating func checkType9() {
    require(3, 4)
    checkCode(4, "FMT", in: ["S", "U"])
    if text(4) == "S" { checkStandardMinutiae() }
    if record[137] != nil { checkM1Minutiae() }
  }

  private mutating func checkStandardMinutiae() {
    require(5, 6, 7, 8, 9, 10, 11, 12)
    guard let stated = number(10), let found = record[12]?.subfields.count else { return }
    if stated != found { error(10, "MIN is \(stated), but 9.012 has \(found) minutiae") }
  }

  private mutating func checkM1Minutiae() {
    require(126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136)
    for row in record[135]?.subfields ?? [] { checkScore(135, row, vendorIsOptional: true) }
    if let finger = number(134), finger > 14 {
      error(134, "FGP is \(finger); it has to be 0 to 14")
    }
    let rows = numbers(137, items: 6, "index, x, y, angle, type, quality")
    if let stated = number(136), let found = record[137]?.subfields.count, stated != found {
      error(136, "NOM is \(stated), but 9.137 has \(found) minutiae")
    }
    let (width, height) = (number(128) ?? Int.max, number(129) ?? Int.max)
    for (index, row) in rows.enumerated() {
      guard let fault = fault(ofMinutia: row, index: index, width: width, height: height) else {
        continue
      }
      error(137, "minutia \(index + 1) has \(fault)")
    }
  }

  private func fault(ofMinutia row: [Int], index: Int, width: Int, height: Int) -> String? {
    if row[0] != index + 1 { return "the index \(row[0]); they count from 1 without a gap" }
    if row[1] >= width || row[2] >= height { return "a place outside the image" }
    if row[3] > 179 { return "the angle \(row[3]); it is in 2 degrees, 0 to 179" }
    if row[4] > 2 { return "the type \(row[4]); it has to be 0, 1 or 2" }
    if row[5] > 100 { return "the quality \(row[5]); it has to be 0 to 100" }
    return nil
  }
}
