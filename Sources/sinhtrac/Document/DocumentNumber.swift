// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Document

/// `sinhtrac document number`: what a personal number tells.
struct DocumentNumber: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "number", abstract: "Tell what a 12-digit personal number says.",
    discussion: """
      Province or country, sex and year of birth are in the number; it has no check digit, so a \
      mistyped one often passes. A warning does not change the exit code.

      Example:
        sinhtrac document number 001099012345
      """)

  @Argument(help: "12 digits.")
  var number: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let number = try PersonalNumber(number)
    let report = PersonalNumberReport(number, findings: number.findings())
    if json { return try StandardOutput.print(json: report) }
    try StandardOutput.print(report.lines.joined(separator: "\n"))
  }
}

/// A personal number as verbs print it.
struct PersonalNumberReport: Encodable {
  let number: String
  let provinceCode: String
  /// Absent where the code is no province.
  let province: String?
  let provinceSinceJuly2025: String?
  let sex: String
  let yearOfBirth: Int
  let cardAccessNumber: String
  let findings: [Finding]

  struct Finding: Encodable {
    let code: String
    let isError: Bool
    let text: String

    init(_ finding: PersonalNumber.Finding) {
      (code, isError, text) = (finding.rawValue, finding.isError, finding.text)
    }

    var line: String { "\(isError ? "error" : "warning"): \(text) [\(code)]" }
  }

  init(_ number: PersonalNumber, findings: [PersonalNumber.Finding]) {
    self.number = number.digits
    provinceCode = number.provinceCode
    province = number.province?.name
    provinceSinceJuly2025 = number.province?.nameSinceJuly2025
    sex = number.sex.rawValue
    yearOfBirth = number.yearOfBirth
    cardAccessNumber = String(number.digits.suffix(6))
    self.findings = findings.map(Finding.init)
  }

  var lines: [String] {
    let place = province.map { "\(provinceCode) \($0)" } ?? provinceCode
    let now = provinceSinceJuly2025.flatMap { $0 == province ? nil : " (now \($0))" } ?? ""
    return [
      "province\t\(place)\(now)", "sex\t\(sex)", "year of birth\t\(yearOfBirth)",
      "card access number\t\(cardAccessNumber)",
    ] + findings.map(\.line)
  }
}
