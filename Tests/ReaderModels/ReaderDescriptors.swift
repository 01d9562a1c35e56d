// SPDX-License-Identifier: Apache-2.0

extension CCIDReaderModel.Build {
  /// The class descriptor (CCID 1.1, chapter 5.1).
  public var classDescriptor: [UInt8] {
    func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xff) } }
    let features = level.rawValue | automatic
    return [0x36, 0x21, 0x10, 0x01, UInt8(slots - 1), 0x07] + word(isT1 ? 2 : 1)
      + word(4000) + word(8000) + [0] + word(10_752) + word(344_086) + [0] + word(254)
      + word(0) + word(0) + word(features) + word(UInt32(longestMessage))
      + [0xff, 0xff, 0, 0, 0, 1]
  }

  /// Everything that the device sends when it is plugged in.
  func descriptors(_ vendor: UInt16, _ product: UInt16) -> [UInt8] {
    func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xff), UInt8(value >> 8)] }
    var ends: [UInt8] = [7, 5, 0x02, 2, 64, 0, 0] + [7, 5, 0x81, 2, 64, 0, 0]
    if hasInterrupt { ends += [7, 5, 0x83, 3, 8, 0, 16] }
    let code: UInt8 = isTwin ? 0xff : 0x0b
    let interface: [UInt8] = [9, 4, 0, 0, hasInterrupt ? 3 : 2, code, 0, 0, 0]
    let inside =
      isDescriptorLast
      ? interface + ends + classDescriptor : interface + classDescriptor + ends
    return [18, 1, 0, 2, 0, 0, 0, 64] + word(vendor) + word(product) + [0, 1, 0, 0, 0, 1]
      + [9, 2] + word(UInt16(9 + inside.count)) + [1, 1, 0, 0x80, 50] + inside
  }
}
