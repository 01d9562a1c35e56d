// SPDX-License-Identifier: Apache-2.0

/// Vietnamese letters in Unicode's composed form (NFC).
enum VietnameseText {
  /// Replaces letters typed as base and marks by the one code point that means the same.
  ///
  /// Characters compare by canonical equivalence, so a look-up finds the composed twin. Letters
  /// that Vietnamese does not have stay as they are.
  static func composed(_ text: String) -> String {
    String(text.map { letter in letters.firstIndex(of: letter).map { letters[$0] } ?? letter })
  }

  private static let letters: Set<Character> = {
    let vowels = "àáãảạăằắẵẳặâầấẫẩậèéẽẻẹêềếễểệìíĩỉịòóõỏọôồốỗổộơờớỡởợùúũủụưừứữửựỳýỹỷỵ"
    return Set(vowels + vowels.uppercased())
  }()
}
