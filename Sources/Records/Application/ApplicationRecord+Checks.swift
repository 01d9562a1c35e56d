// SPDX-License-Identifier: Apache-2.0

import Biometrics

extension ApplicationRecord {
  /// Whether a text can identify an application and name its folder.
  public static func isValid(id: String) -> Bool {
    isPrintable(id, 1...36) && id.first != "-"
      && id.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
  }

  func checkIdentity() throws(RecordError) {
    guard Self.isValid(id: id) else {
      throw RecordError(
        "application-id",
        """
        Checking the application: its id must have 1 to 36 letters, digits and hyphens and start \
        with no hyphen, as it names a folder. Correct the id.
        """)
    }
  }

  func checkAge() throws(RecordError) {
    guard ageGroup != .underSix || captures.isEmpty && eyes.isEmpty && portrait == nil else {
      throw RecordError(
        "under-age",
        """
        Checking the application: the applicant is under \(Self.minimumCaptureAge), and the law \
        forbids taking biometrics (26/2023/QH15, article 23). Remove all captures, or correct the \
        birth date.
        """)
    }
    let hasRepresentative = applicant.relatives.contains { $0.relation == .legalRepresentative }
    guard ageGroup == .fourteenAndOver || hasRepresentative else {
      throw RecordError(
        "no-representative",
        """
        Checking the application: the applicant is under \(Self.ownApplicationAge) and no legal \
        representative is named. Add the representative, or correct the birth date.
        """)
    }
  }

  func checkFingers() throws(RecordError) {
    if let twice = captures.map(\.position).firstDuplicate {
      throw .found("finger-twice", "\(twice.name) is captured twice. Keep one capture of it")
    }
    if let twice = missing.map(\.finger).firstDuplicate {
      throw .found("finger-twice", "\(twice.name) is declared missing twice. Keep one reason")
    }
    let captured = Set(captures.flatMap(\.fingers))
    if let both = missing.first(where: { captured.contains($0.finger) }) {
      throw .found(
        "finger-present-and-missing",
        "\(both.finger.name) is captured and declared missing. Remove one of the two")
    }
  }

  func checkSlaps() throws(RecordError) {
    let absent = Set(missing.map(\.finger))
    for slap in captures where slap.position.fingers.count > 1 {
      let segmented = slap.segments.map(\.finger)
      let lost = slap.position.fingers.first { !segmented.contains($0) && !absent.contains($0) }
      guard let lost else { continue }
      throw .found(
        "finger-unaccounted",
        "\(lost.name) is neither segmented in \(slap.position.name) nor declared missing. "
          + "Segment it or declare it missing")
    }
  }
}

extension ApplicationRecord {
  /// Names that cannot lead out of a folder and are nobody else's.
  func checkDocuments() throws(RecordError) {
    let names = documents.map(\.name)
    let own = [Self.transactionName, Self.manifestName]
    let isPlain = names.allSatisfy { name in
      isPrintable(name, 1...64) && !name.hasPrefix(".") && !own.contains(name)
        && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." }
    }
    guard isPlain, names.firstDuplicate == nil else {
      throw RecordError(
        "document-name",
        "Checking the application: a document has no plain file name, or one that is there twice.")
    }
  }

  /// Two eyes, each captured or missing; or nothing about eyes at all.
  func checkEyes() throws(RecordError) {
    let captured = eyes.map(\.label)
    let absent = missingEyes.map(\.label)
    guard !captured.contains(.unknown) else {
      throw .found("eye-unknown", "nobody said which eye an image shows. Say which")
    }
    if let twice = captured.firstDuplicate ?? absent.firstDuplicate {
      throw .found("eye-twice", "the \(twice.name) is there twice. Keep one capture or reason")
    }
    if let both = captured.first(where: absent.contains) {
      throw .found(
        "eye-present-and-missing",
        "the \(both.name) is captured and declared missing. Remove one of the two")
    }
    guard let one = (captured + absent).first, captured.count + absent.count == 1 else { return }
    throw .found(
      "eye-unaccounted",
      "the \(one.other.name) is neither captured nor declared missing. Capture it or say why not")
  }
}

extension Array where Element: Hashable {
  fileprivate var firstDuplicate: Element? {
    var seen: Set<Element> = []
    return first { !seen.insert($0).inserted }
  }
}

extension RecordError {
  fileprivate static func found(_ code: String, _ found: String) -> RecordError {
    RecordError(code, "Checking the application: \(found).")
  }
}
