// SPDX-License-Identifier: Apache-2.0

/// The check digits of MRZs (ICAO Doc 9303-3, clause 4.9): weights 7, 3, 1, sum modulo 10.
public enum CheckDigit {
  /// The digit of characters A-Z, 0-9 and <; nil for others.
  public static func digit(of text: some Sequence<Character>) -> Character? {
    var sum = 0
    for (index, character) in text.enumerated() {
      guard let value = value(character) else { return nil }
      sum += value * [7, 3, 1][index % 3]
    }
    return Character(String(sum % 10))
  }

  /// 0-9 for digits, 10-35 for letters, 0 for <.
  private static func value(_ character: Character) -> Int? {
    switch character {
    case "<": 0
    case "0"..."9", "A"..."Z": Int(String(character), radix: 36)
    default: nil
    }
  }
}
