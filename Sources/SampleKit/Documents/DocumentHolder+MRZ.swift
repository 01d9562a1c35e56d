// SPDX-License-Identifier: Apache-2.0

extension DocumentHolder {
  /// The machine-readable zone: three lines of 30 (ICAO Doc 9303-5). The document number is the last nine
  /// digits of the personal number, all twelve stand in the optional data, as on the Vietnamese card.
  public var machineReadableZone: [String] {
    let number = String(personalNumber.suffix(9))
    var first = "IDVNM" + number + digit(number) + personalNumber + "<<"
    first += digit(personalNumber)
    let dates =
      birth.short + digit(birth.short) + (isFemale ? "F" : "M") + expiry.short + digit(expiry.short)
    let covered =
      String(first.dropFirst(5)) + birth.short + digit(birth.short) + expiry.short
      + digit(expiry.short) + filled("", 11)
    let second = dates + "VNM" + filled("", 11) + digit(covered)
    let name = latinName.family + "<<" + latinName.given
    let third = filled(String(name.map { $0 == " " ? "<" : $0 }), 30)
    return [first, second, third]
  }

  /// What opens the chip: number, birth and expiry, each with its check digit (ICAO Doc 9303-11, 4.3.2).
  public var accessInformation: String {
    let number = String(personalNumber.suffix(9))
    return [number, birth.short, expiry.short].map { $0 + digit($0) }.joined()
  }

  /// Weights 7, 3, 1 (ICAO Doc 9303-3, clause 4.9); letters count from A as 10, fillers 0.
  private func digit(_ text: String) -> String {
    let sum = zip(text.utf8, 0...).reduce(0) { sum, item in
      let value = Character(UnicodeScalar(item.0)).wholeNumberValue ?? letter(item.0)
      return sum + value * [7, 3, 1][item.1 % 3]
    }
    return String(sum % 10)
  }

  private func letter(_ code: UInt8) -> Int {
    (0x41...0x5a).contains(code) ? Int(code) - 0x41 + 10 : 0
  }

  private func filled(_ text: String, _ count: Int) -> String {
    String(text.prefix(count)) + String(repeating: "<", count: max(count - text.count, 0))
  }
}
