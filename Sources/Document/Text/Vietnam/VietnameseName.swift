// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A Vietnamese name, and its form without marks for search and MRZ.
public struct VietnameseName: Sendable, Hashable {
  /// In Unicode NFC, single blanks, none at the ends.
  public let text: String

  /// Takes a name in any normal form.
  public init(_ text: some StringProtocol) {
    let words = String(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    self.text = words.precomposedStringWithCanonicalMapping
  }

  /// Upper case without marks, words apart by blanks: `Nguyễn Đức` gives `NGUYEN DUC`. Letters beyond A to Z
  /// and punctuation are left out, hyphens part words.
  public var folded: String {
    let letters = text.uppercased().decomposedStringWithCanonicalMapping.unicodeScalars
    let plain = letters.compactMap { scalar -> Character? in
      switch scalar {
      case "A"..."Z": Character(scalar)
      case "\u{110}", "\u{111}": "D"  // Đ is a letter of its own, not D with a mark.
      case " ", "-": " "
      default: nil
      }
    }
    return String(plain).split(separator: " ").joined(separator: " ")
  }

  /// Whether an MRZ has this name. A name too long for the MRZ's field is cut off there.
  public func agrees(with zone: MachineReadableZone) -> Bool {
    let name = folded
    let parts = [zone.primaryIdentifier, zone.secondaryIdentifier].filter { !$0.isEmpty }
    let printed = parts.joined(separator: " ")
    guard !printed.isEmpty else { return false }
    return name == printed || (zone.isNameCut && name.hasPrefix(printed))
  }
}
