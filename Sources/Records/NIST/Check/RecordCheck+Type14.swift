// SPDX-License-Identifier: Apache-2.0

import Biometrics

extension RecordCheck {
  /// Codes of 14.013 in table 8: 33 and 36 are palms that the table admits, 40 to 50 are
  /// combinations of two or three fingers.
  private static let positions = Set(0...19).union([33, 36]).union(40...50)

  /// Type-14, variable-resolution fingerprint image (clause 8.14).
  mutating func checkType14() {
    require(3, 4, 5, 13)
    checkDate(5)
    _ = number(3)
    let position = number(13)
    if let position, !Self.positions.contains(position) {
      error(13, "FGP is \(position); table 8 has 0 to 19, 33, 36 and 40 to 50")
    }
    let absent = absentFingers()
    checkPresence(of: position, absent: absent)
    checkImage()
    checkResolution()
    let segmented = checkSegments(of: position, absent: absent)
    checkScores(fingers: segmented.isEmpty ? Set(position.map { [$0] } ?? []) : segmented)
    if let comment = text(20), comment.count > 126 {
      error(20, "COM has more than 126 characters")
    }
  }

  /// 14.018 AMP: finger and XX (amputated), UP (unable to print) or SR (scarred).
  private mutating func absentFingers() -> Set<Int> {
    var absent: Set<Int> = []
    for row in record[18]?.subfields ?? [] {
      guard row.count == 2, let finger = nistNumber(row[0]), (1...10).contains(finger),
        ["XX", "UP", "SR"].contains(row[1])
      else {
        error(18, "AMP is not a finger from 1 to 10 with XX, UP or SR")
        continue
      }
      absent.insert(finger)
    }
    return absent
  }

  private mutating func checkPresence(of position: Int?, absent: Set<Int>) {
    if record[NISTField.data] != nil { return require(12) }
    if let position, !absent.contains(position) {
      error(NISTField.data, "there is no image, and finger \(position) is not listed in 14.018")
    }
    for field in 6...12 where record[field] != nil {
      error(field, "the field describes an image, but there is none")
    }
  }

  private mutating func checkResolution() {
    guard record[NISTField.data] != nil, let density = pixelsPerInch() else { return }
    if density < Type14.minimumPixelsPerInch {
      error(9, "the image has less than 495 ppi (500 less 1 %)")
    }
    if density > Type14.maximumWSQPixelsPerInch, text(11) == "WSQ20" {
      error(11, "WSQ is for 500 ppi only; above that the standard asks for JP2, JP2L or PNG")
    }
  }

  /// 14.021 SEG; gives the fingers that have a box.
  private mutating func checkSegments(of position: Int?, absent: Set<Int>) -> Set<Int> {
    let slap = position.flatMap { UInt8(exactly: $0) }.flatMap(FingerPosition.init)?.fingers ?? []
    let expected = Set(slap.count > 1 ? slap.map { Int($0.rawValue) } : [])
    let rows = numbers(21, items: 5, "finger, left, right, top, bottom")
    let (width, height) = (number(6) ?? 0, number(7) ?? 0)
    for row in rows {
      if row[1] >= row[2] || row[2] > width || row[3] >= row[4] || row[4] > height {
        error(21, "the box of finger \(row[0]) is empty or outside the image")
      }
      if !expected.isEmpty, !expected.contains(row[0]) {
        error(21, "finger \(row[0]) is not part of the slap \(position ?? 0)")
      }
    }
    let segmented = Set(rows.map { $0[0] })
    let lost = expected.subtracting(segmented).subtracting(absent).sorted()
    if record[NISTField.data] != nil, !lost.isEmpty {
      let list = lost.map(String.init).joined(separator: ", ")
      errorSince2011(21, "fingers \(list) of the slap are neither segmented nor listed in 14.018")
    }
    return segmented
  }

  private mutating func checkScores(fingers: Set<Int>) {
    for row in numbers(22, items: 2, "finger, NFIQ")
    where !((1...5).contains(row[1]) || row[1] == 254 || row[1] == 255) {
      error(22, "NQM of finger \(row[0]) is \(row[1]); it has to be 1 to 5, 254 or 255")
    }
    for field in [23, 24] {
      for row in record[field]?.subfields ?? [] {
        guard row.count == 4, let finger = nistNumber(row[0]) else {
          error(field, "a score does not have the four items finger, score, vendor, product")
          continue
        }
        checkScore(field, Array(row.dropFirst()))
        if !fingers.isEmpty, !fingers.contains(finger) {
          error(field, "finger \(finger) has a score but is not in the image")
        }
      }
    }
  }

  /// A score, its vendor and product, as fields 9.135, 14.024, 17.024 and others have them; vendor
  /// and product are optional in some.
  mutating func checkScore(_ field: Int, _ items: [String], vendorIsOptional: Bool = false) {
    guard items.count == 3 || vendorIsOptional && (1...2).contains(items.count) else {
      error(field, "a score does not have the three items score, vendor, product")
      return
    }
    let items = items + ["0000", "0"].suffix(3 - items.count)
    let score = nistNumber(items[0]) ?? -1
    if !(0...100).contains(score), score != 254, score != 255 {
      error(field, "the score is \(shown(items[0])); it has to be 0 to 100, 254 or 255")
    }
    if items[1].utf8.count != 4 || !items[1].allSatisfy(\.isHexDigit) {
      error(field, "the vendor is \(shown(items[1])); it has to be four hexadecimal digits")
    }
    if nistNumber(items[2]) ?? Int.max > 65535 {
      error(field, "the product is \(shown(items[2])); it has to be a number up to 65535")
    }
  }
}
