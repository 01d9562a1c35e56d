// SPDX-License-Identifier: Apache-2.0

extension RecordCheck {
  /// What a record says together with the others of its transaction.
  mutating func checkCompany(in transaction: NISTTransaction) {
    switch record.type {
    case 9: checkImageOfMinutiae(in: transaction)
    case 14: checkOtherImages(in: transaction)
    default: break
    }
  }

  private mutating func checkImageOfMinutiae(in transaction: NISTTransaction) {
    let images = transaction.records.filter { [4, 13, 14, 15].contains($0.type) }
    let image = images.first { $0.idc == record.idc }
    if image == nil, !images.isEmpty {
      add(.warning, 2, "no image has the IDC of these minutiae, which links the two")
    }
    if let image, image.type == 14, let shown = image[13]?.number(at: 0),
      let finger = record[134]?.number(at: 0), (1...10).contains(shown), finger != 0,
      finger != shown
    {
      error(134, "the minutiae are of finger \(finger), but the image with their IDC of \(shown)")
    }
  }

  private mutating func checkOtherImages(in transaction: NISTTransaction) {
    let before = transaction.records.prefix(place - 1).filter { $0.type == 14 }
    if before.contains(where: { $0[13]?.text == text(13) && $0[3]?.text == text(3) }) {
      add(.warning, 13, "an earlier Type-14 record has the same position and impression")
    }
    let pictured = transaction.records(ofType: 14).filter { $0[NISTField.data] != nil }
    let fingers = Set(pictured.compactMap { $0[13]?.number(at: 0) })
    for row in record[18]?.subfields ?? [] {
      guard let finger = nistNumber(row[0]), fingers.contains(finger) else { continue }
      add(.warning, 18, "finger \(finger) is listed here, but another record has its image")
    }
  }
}
