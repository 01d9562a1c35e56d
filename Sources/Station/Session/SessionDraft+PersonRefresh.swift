// SPDX-License-Identifier: Apache-2.0

import Document
import Records

/// Which source counts, and where sources differ.
extension SessionDraft {
  mutating func refreshPerson(_ context: CommandContext) {
    state.person.removeAll { PersonField.nameParts.contains($0.field) }
    let isDoubtful = state.card?.verdict == "doubtful"
    let check = crossCheck(isDoubtful)
    for index in state.person.indices {
      state.person[index].refresh(check, isChipDoubtful: isDoubtful)
    }
    addNameParts()
    let order = PersonField.allCases
    state.person.sort {
      (order.firstIndex(of: $0.field) ?? 0) < (order.firstIndex(of: $1.field) ?? 0)
    }
  }

  /// All sources side by side.
  func crossCheck(_ isChipDoubtful: Bool, thisYear: Int? = nil) -> CrossCheck {
    var sources: [HolderSource: [HolderField: String]] = [:]
    for state in state.person {
      guard let field = state.field.holderField else { continue }
      for value in state.sources { sources[value.source.holder, default: [:]][field] = value.value }
    }
    return CrossCheck(
      sources.mapValues { HolderValues(typed: $0) }, isChipDoubtful: isChipDoubtful,
      thisYear: thisYear)
  }

  /// The name's parts as a clerk typed them, or in the usual order: the first word is the family
  /// name, the last one the given name.
  private mutating func addNameParts() {
    guard let name = state.person.first(where: { $0.field == .fullName })?.chosen else { return }
    let typed = PersonField.nameParts.compactMap { nameParts[$0] }.joined(separator: " ")
    let parts = typed == name.value ? nameParts : Self.parts(of: name.value)
    for field in PersonField.nameParts {
      guard let text = parts[field] else { continue }
      let value = SourcedValue(
        value: text, source: name.source, at: name.at, officer: name.officer)
      state.person.append(
        FieldState(field: field, chosen: value, sources: [value], isConflict: false, decidedBy: nil)
      )
    }
  }

  static func parts(of name: String) -> [PersonField: String] {
    let words = name.split(separator: " ").map(String.init)
    guard let given = words.last else { return [:] }
    var parts: [PersonField: String] = [.firstName: given]
    if words.count > 1 { parts[.lastName] = words[0] }
    if words.count > 2 { parts[.middleName] = words[1..<(words.count - 1)].joined(separator: " ") }
    return parts
  }
}

extension FieldState {
  /// Takes the preferred source, unless an officer decided for one that is still there.
  fileprivate mutating func refresh(_ check: CrossCheck, isChipDoubtful: Bool) {
    sources.sort {
      $0.source.rank(isChipDoubtful) < $1.source.rank(isChipDoubtful)
    }
    if decidedBy != nil, sources.contains(chosen) {
      isConflict = false
      return
    }
    decidedBy = nil
    chosen = sources.first ?? chosen
    isConflict = field.holderField.flatMap { check[$0] }.map { !$0.differing.isEmpty } ?? false
  }
}

extension ValueSource {
  /// The same source in a cross-check.
  var holder: HolderSource {
    switch self {
    case .chip: .chip
    case .qr: .qr
    case .typed: .typed
    case .mrz: .mrz
    }
  }

  /// Place in the order of preference; a doubtful chip comes last.
  fileprivate func rank(_ isChipDoubtful: Bool) -> Int {
    if self == .chip, isChipDoubtful { return Self.allCases.count }
    return Self.allCases.firstIndex(of: self) ?? 0
  }
}
