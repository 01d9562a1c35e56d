// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import Codes
import Document
import FoundationEssentials
import Imaging

/// `sinhtrac document qr`: what a card's QR code says.
struct DocumentQR: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qr", abstract: "Read a card's QR code from an image or its text.",
    discussion: """
      Takes a picture of the card (PNG, JPEG, JPEG 2000, PGM), or the text that a scanner gave; - \
      reads that text from standard input. The first seven fields are checked, further ones of the \
      card of 2024 are given in order.

      Examples:
        sinhtrac document qr card.jpg
        sinhtrac document qr - < scanned.txt
      """)

  @Argument(help: "Image file, text, or - for standard input.")
  var code: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let code = try CardQRText(text())
    let report = QRReport(code)
    if json { return try StandardOutput.print(json: report) }
    try StandardOutput.print(report.lines.joined(separator: "\n"))
  }

  private func text() throws -> String {
    if code == "-" { return StandardInput.lines(most: 1).first ?? "" }
    guard FileManager.default.fileExists(atPath: code) else { return code }
    // A card's picture says nothing about resolution, and none is needed.
    let codes = try QRCode.all(in: ImageFile.read(path: code))
    guard let bytes = codes.first(where: { $0.contains(UInt8(ascii: "|")) }) ?? codes.first else {
      throw CodeMissing()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private struct CodeMissing: ExplainedError {
    let code = "qr-missing"
    let message =
      "There is no QR code in the image: take a sharper picture, straight from above."
  }
}

/// A QR code as the verb prints it.
struct QRReport: Encodable {
  let number: PersonalNumberReport
  let oldNumber: String?
  let name, foldedName, birth, sex, residence, issueDate: String
  let furtherFields: [String]

  init(_ code: CardQRText) {
    number = PersonalNumberReport(
      code.number, findings: code.number.findings(birth: code.birth, sex: code.sex))
    oldNumber = code.oldNumber
    (name, foldedName) = (code.name.text, code.name.folded)
    (birth, sex) = (code.birth.description, code.sex.rawValue)
    (residence, issueDate) = (code.residence, code.issueDate.description)
    furtherFields = code.furtherFields
  }

  var lines: [String] {
    [
      "number\t\(number.number)", "old number\t\(oldNumber ?? "")", "name\t\(name)",
      "birth\t\(birth)", "sex\t\(sex)", "residence\t\(residence)", "issue date\t\(issueDate)",
    ] + furtherFields.map { "further\t\($0)" } + number.findings.map(\.line)
  }
}
