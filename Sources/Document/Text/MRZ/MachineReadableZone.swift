// SPDX-License-Identifier: Apache-2.0

/// The machine-readable zone of a document, from its print or DG1, with what is wrong in it field by field.
public struct MachineReadableZone: Sendable, Hashable {
  /// A field of the zone.
  public enum Field: String, Sendable, Hashable, CaseIterable {
    /// Number of the document.
    case documentNumber = "document-number"
    /// Day of birth.
    case birth
    /// Sex.
    case sex
    /// Last day of validity.
    case expiry
    /// Optional data, with a check digit in passports.
    case optionalData = "optional-data"
    /// The personal number in the optional data of Vietnamese cards.
    case personalNumber = "personal-number"
    /// All fields with a check digit together.
    case composite
    /// The name.
    case name
  }

  /// What is wrong in a field.
  public struct Finding: Sendable, Hashable {
    /// What can be wrong.
    public enum Problem: String, Sendable, Hashable {
      /// The check digit is another one.
      case checkDigit = "check-digit"
      /// There is no such value.
      case value
    }

    /// The field.
    public let field: Field
    /// What is wrong in it.
    public let problem: Problem

    /// Takes field and problem.
    public init(_ field: Field, _ problem: Problem) {
      (self.field, self.problem) = (field, problem)
    }
  }

  /// The size.
  public let format: MRZFormat
  /// The lines.
  public let lines: [String]
  /// What is wrong; empty where all is right.
  public let findings: [Finding]

  /// Reads lines, or all in one as DG1 holds it; blanks and line ends do not matter, nor letter case.
  ///
  /// Throws `mrz-length` and `mrz-character`. Wrong check digits and values are findings.
  public init(_ text: some StringProtocol) throws(TextError) {
    let characters = text.uppercased().filter { !$0.isWhitespace }
    let format = MRZFormat.allCases.first { $0.lineCount * $0.lineLength == characters.count }
    guard let format else { throw TextError(.mrzLength, "\(characters.count) characters") }
    if let place = characters.firstIndex(where: { !Self.isAllowed($0) }) {
      let offset = characters.distance(from: characters.startIndex, to: place)
      let (line, column) = offset.quotientAndRemainder(dividingBy: format.lineLength)
      throw TextError(.mrzCharacter, "line \(line + 1), column \(column + 1)")
    }
    self.format = format
    let all = Array(characters)
    lines = (0..<format.lineCount).map {
      String(all[$0 * format.lineLength..<($0 + 1) * format.lineLength])
    }
    findings = Self.findings(MRZText(format: format, lines: lines))
  }

  private static func isAllowed(_ character: Character) -> Bool {
    character == "<" || ("0"..."9").contains(character) || ("A"..."Z").contains(character)
  }

  private static func findings(_ text: MRZText) -> [Finding] {
    let format = text.format
    var findings: [Finding] = []
    let number = text.documentNumber
    if CheckDigit.digit(of: number.digits) != number.check {
      findings.append(Finding(.documentNumber, .checkDigit))
    }
    for (field, place) in [(Field.birth, format.birth), (.expiry, format.expiry)] {
      if !text.hasCheckDigit(place) { findings.append(Finding(field, .checkDigit)) }
      if DocumentDate(mrz: text[place]) == nil { findings.append(Finding(field, .value)) }
    }
    if !["M", "F", "<", "X"].contains(text[format.sex]) { findings.append(Finding(.sex, .value)) }
    // An empty field may have < instead of its digit.
    if format == .td3, !text.hasCheckDigit(format.optional, fillerAllowed: true) {
      findings.append(Finding(.optionalData, .checkDigit))
    }
    if let personal = text.vietnameseNumber, CheckDigit.digit(of: personal.number) != personal.check
    {
      findings.append(Finding(.personalNumber, .checkDigit))
    }
    let covered = format.covered.map { text[$0] }.joined()
    if CheckDigit.digit(of: covered).map(String.init) != text[format.composite] {
      findings.append(Finding(.composite, .checkDigit))
    }
    if text[format.name].allSatisfy({ $0 == "<" }) { findings.append(Finding(.name, .value)) }
    return findings
  }
}

extension MachineReadableZone {
  private var text: MRZText { MRZText(format: format, lines: lines) }

  /// Kind of document, such as `ID` or `P`.
  public var documentCode: String { Self.trimmed(String(lines[0].prefix(2))) }
  /// The issuing state's code, such as `VNM`.
  public var issuer: String { Self.trimmed(String(lines[0].dropFirst(2).prefix(3))) }
  /// The document's number, with its rest from the optional data where it is long.
  public var documentNumber: String { Self.trimmed(text.documentNumber.digits) }
  /// The day of birth, with two digits of the year; nil where there is none such.
  public var birth: DocumentDate? { DocumentDate(mrz: text[format.birth]) }
  /// The last day of validity, likewise.
  public var expiry: DocumentDate? { DocumentDate(mrz: text[format.expiry]) }
  /// The sex: `M`, `F`; `X` or empty where not said.
  public var sex: String { Self.trimmed(text[format.sex]) }
  /// The nationality's code.
  public var nationality: String { Self.trimmed(text[format.nationality]) }
  /// Optional data as they stand, fillers cut off the end.
  public var optionalData: [String] {
    [format.optional, format.secondOptional].compactMap { $0 }.map { Self.trimmed(text[$0]) }
  }
  /// The name's primary identifier, usually the surname; blanks for fillers.
  public var primaryIdentifier: String { nameParts.first ?? "" }
  /// The secondary identifier, usually the given names.
  public var secondaryIdentifier: String { nameParts.dropFirst().joined(separator: " ") }
  /// Whether the name fills its field, so that letters may be cut off.
  public var isNameCut: Bool { text[format.name].last != "<" }

  /// The 12 digits of a Vietnamese card, from the first optional data; nil on others.
  public var personalNumber: PersonalNumber? {
    text.vietnameseNumber.flatMap { try? PersonalNumber($0.number) }
  }

  /// What opens the chip: number, birth and expiry with their check digits (ICAO Doc 9303-11, clause 9.7.2).
  public var accessKey: AccessKey {
    let number = text.documentNumber
    let fields = [format.birth, format.expiry].map { text.withCheckDigit($0) }
    return .machineReadableZone(number.digits + String(number.check) + fields.joined())
  }

  private var nameParts: [String] {
    let name = text[format.name]
    let parts = name.split(separator: "<<", maxSplits: 1, omittingEmptySubsequences: true)
    return parts.map { $0.split(separator: "<").joined(separator: " ") }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var text = String(text)
    while text.last == "<" { text.removeLast() }
    return text
  }
}

/// The zone's characters by place.
struct MRZText {
  let format: MRZFormat
  let lines: [String]

  subscript(place: MRZFormat.Place) -> String {
    String(lines[place.line].dropFirst(place.column).prefix(place.count))
  }

  /// The field with the check digit behind it.
  func withCheckDigit(_ place: MRZFormat.Place) -> String {
    self[MRZFormat.Place(place.line, place.column, place.count + 1)]
  }

  func hasCheckDigit(_ place: MRZFormat.Place, fillerAllowed: Bool = false) -> Bool {
    let found = withCheckDigit(place).last
    if fillerAllowed, found == "<", self[place].allSatisfy({ $0 == "<" }) { return true }
    return CheckDigit.digit(of: self[place]) == found
  }

  /// The number with fillers as far as the check digit counts them. A number of more than nine characters
  /// goes on in the optional data, where its check digit stands last (ICAO Doc 9303-5, clause 4.2.2).
  var documentNumber: (digits: String, check: Character) {
    let short = self[format.documentNumber]
    let check = withCheckDigit(format.documentNumber).last ?? "<"
    let more = self[format.optional].prefix { $0 != "<" }
    guard check == "<", format != .td3, more.count > 1, let last = more.last else {
      return (short, check)
    }
    return (short + more.dropLast(), last)
  }

  /// The personal number and its check digit on a Vietnamese card.
  var vietnameseNumber: (number: String, check: Character)? {
    let optional = self[format.optional]
    let number = optional.prefix(12)
    guard format == .td1, lines[0].dropFirst(2).hasPrefix("VNM"),
      number.allSatisfy({ ("0"..."9").contains($0) }), optional.dropFirst(12).hasPrefix("<<"),
      let check = optional.last
    else { return nil }
    return (String(number), check)
  }
}
