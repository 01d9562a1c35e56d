// SPDX-License-Identifier: Apache-2.0

/// The holder's data from all sources side by side, ready for a screen: for each field which value is preferred,
/// which sources agree with it and which differ.
public struct CrossCheck: Sendable, Hashable {
  /// One field.
  public struct Row: Sendable, Hashable {
    /// The field.
    public let field: HolderField
    /// What each source says.
    public let values: [HolderSource: String]
    /// The source whose value to take.
    public let preferred: HolderSource
    /// Sources that say the same, the preferred one first.
    public let agreeing: [HolderSource]
    /// Sources that say something else.
    public let differing: [HolderSource]

    /// The value to take.
    public var value: String { values[preferred] ?? "" }
  }

  /// The fields that any source has, in the order of `HolderField`.
  public let rows: [Row]
  /// What about the personal number should be looked at.
  public let numberFindings: [PersonalNumber.Finding]

  /// Puts sources side by side.
  ///
  /// `isChipDoubtful`: the chip's hashes, signature or proof were found wrong; its values then come last.
  /// `thisYear` lets a year of birth ahead be found.
  public init(
    _ sources: [HolderSource: HolderValues], isChipDoubtful: Bool = false, thisYear: Int? = nil
  ) {
    let order = HolderSource.allCases.filter { sources[$0] != nil }
      .sorted { Self.rank($0, isChipDoubtful) < Self.rank($1, isChipDoubtful) }
    rows = HolderField.allCases.compactMap { Self.row($0, sources, order) }
    numberFindings = Self.findings(rows, thisYear)
  }

  /// Fields in which sources differ.
  public var differences: [Row] { rows.filter { !$0.differing.isEmpty } }

  /// The row of a field; nil where no source has it.
  public subscript(field: HolderField) -> Row? { rows.first { $0.field == field } }

  private static func rank(_ source: HolderSource, _ isChipDoubtful: Bool) -> Int {
    let order = HolderSource.allCases
    if source == .chip, isChipDoubtful { return order.count }
    return order.firstIndex(of: source) ?? order.count
  }

  private static func row(
    _ field: HolderField, _ sources: [HolderSource: HolderValues], _ order: [HolderSource]
  ) -> Row? {
    let present = order.filter { sources[$0]?[field] != nil }
    guard let preferred = present.first else { return nil }
    let values = Dictionary(
      uniqueKeysWithValues: present.map { ($0, sources[$0]?[field] ?? "") })
    let own = values[preferred] ?? ""
    let agreeing = present.filter { source in
      agree(field, own, values[source] ?? "", hasMRZ: source == .mrz || preferred == .mrz)
    }
    return Row(
      field: field, values: values, preferred: preferred, agreeing: agreeing,
      differing: present.filter { !agreeing.contains($0) })
  }

  /// Whether two values are the same as far as their sources can say it: an MRZ has no marks, cuts long names
  /// off, and has two digits of a year.
  private static func agree(
    _ field: HolderField, _ a: String, _ b: String, hasMRZ: Bool
  ) -> Bool {
    if a == b { return true }
    switch field {
    case .birth, .issueDate, .expiryDate:
      guard let first = isoDate(a), let second = isoDate(b) else { return false }
      return first.agrees(with: second)
    case .fullName where hasMRZ:
      let (first, second) = (VietnameseName(a).folded, VietnameseName(b).folded)
      let (short, long) = first.count < second.count ? (first, second) : (second, first)
      // The longest name that fits the field of a TD1 with its one double filler.
      return short == long || (short.count >= 29 && long.hasPrefix(short))
    case .fullName, .father, .mother, .spouse, .residence, .placeOfOrigin, .ethnicity, .religion:
      return a.lowercased() == b.lowercased()
    default: return false
    }
  }

  /// `YYYY-MM-DD`, or `--YY-MM-DD` of an MRZ.
  private static func isoDate(_ text: String) -> DocumentDate? {
    let isShort = text.hasPrefix("--")
    let parts = (isShort ? String(text.dropFirst(2)) : text).split(separator: "-").map { Int($0) }
    guard (1...3).contains(parts.count), let year = parts[0],
      !parts.contains(where: { $0 == nil })
    else { return nil }
    return DocumentDate(
      year: year, month: parts.count > 1 ? parts[1] : nil, day: parts.count > 2 ? parts[2] : nil)
  }

  private static func findings(_ rows: [Row], _ thisYear: Int?) -> [PersonalNumber.Finding] {
    let value = { (field: HolderField) in rows.first { $0.field == field }?.value }
    guard let number = value(.personalNumber).flatMap({ try? PersonalNumber($0) }) else {
      return []
    }
    return number.findings(
      birth: value(.birth).flatMap(isoDate), sex: value(.sex).flatMap(PersonalNumber.Sex.init),
      thisYear: thisYear)
  }
}
