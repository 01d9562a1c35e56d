// SPDX-License-Identifier: Apache-2.0

/// The check of one record: what all rules need, and the rules that hold for every type.
struct RecordCheck {
  let record: NISTRecord
  let place: Int
  let edition: Edition
  private(set) var findings: [NISTFinding] = []

  init(_ record: NISTRecord, place: Int, edition: Edition) {
    self.record = record
    self.place = place
    self.edition = edition
  }

  mutating func checkType() {
    switch record.type {
    case 3...8: checkBinary()
    case 9: checkType9()
    case 10: checkType10()
    case 13, 15: checkLatentOrPalm()
    case 14: checkType14()
    case 17: checkType17()
    case 23...97: add(.warning, nil, "record type \(record.type) is reserved")
    default: break
    }
  }

  /// Order, repetition and emptiness of fields.
  mutating func checkStructure() {
    guard case .fields(let fields) = record.content else { return }
    if record.type > 1 {
      if fields.dropFirst().first?.number != 2 {
        add(.error, 2, "IDC is not the second field, as it has to be in every record but Type-1")
      } else if record.idc ?? 100 > 99 {
        add(.error, 2, "IDC is not a number from 0 to 99")
      }
    }
    var seen: Set<Int> = []
    for field in fields {
      if !seen.insert(field.number).inserted {
        add(.error, field.number, "the field appears twice; a record has each field once")
      }
      if field.value.isEmpty {
        add(.warning, field.number, "the field is empty; an optional field is left out instead")
      }
    }
  }

  // MARK: For the rules

  mutating func add(_ severity: NISTFinding.Severity, _ field: Int?, _ message: String) {
    findings.append(
      NISTFinding(
        severity: severity, record: place, type: record.type, field: field, message: message))
  }

  mutating func error(_ field: Int, _ message: String) { add(.error, field, message) }

  /// An error for files of 2011 and later, a warning for earlier ones.
  mutating func errorSince2011(_ field: Int, _ message: String) {
    add(edition == .earlier ? .warning : .error, field, message)
  }

  /// Reports each of these fields that is absent.
  mutating func require(_ fields: Int...) {
    for field in fields where record[field] == nil {
      error(field, "the field is missing; it is mandatory here")
    }
  }

  func text(_ field: Int) -> String? { record[field]?.text }

  /// The field's first item as a number; reports it when it is there and no number.
  mutating func number(_ field: Int) -> Int? {
    guard let present = record[field] else { return nil }
    guard let number = present.number(at: 0) else {
      error(field, "the value is not a whole number of at most nine digits")
      return nil
    }
    return number
  }

  /// The subfields whose items are numbers; reports those with another count or other content.
  mutating func numbers(_ field: Int, items: Int, _ meaning: String) -> [[Int]] {
    (record[field]?.subfields ?? []).compactMap { row in
      let values = row.compactMap { nistNumber($0) }
      guard row.count == items, values.count == items else {
        error(field, "a subfield does not have the \(items) numbers \(meaning)")
        return nil
      }
      return values
    }
  }

  mutating func checkDate(_ field: Int) {
    guard let text = text(field) else { return }
    if let date = CalendarDate(basic: text), date.year < 2100 { return }
    error(field, "the date is not YYYYMMDD with a day of the years 1900 to 2099")
  }

  mutating func checkCode(_ field: Int, _ name: String, in codes: [String]) {
    guard let text = text(field), !codes.contains(text) else { return }
    error(field, "\(name) is \(shown(text)); it has to be \(codes.joined(separator: ", "))")
  }
}

/// A short text from a file for a message: printable ASCII, at most 20 characters.
func shown(_ text: String) -> String {
  let clean = text.prefix(20).map { $0.isASCII && !$0.isNewline && $0 >= " " ? $0 : "?" }
  return "'\(String(clean))'"
}
