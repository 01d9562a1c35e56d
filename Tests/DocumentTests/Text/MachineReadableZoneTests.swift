// SPDX-License-Identifier: Apache-2.0

import Document
import Testing

@Suite("Machine-readable zones")
struct MachineReadableZoneTests {
  /// A made-up Vietnamese card.
  static let card = [
    "IDVNM0990123459001099012345<<0", "9902152M3902150VNM<<<<<<<<<<<8",
    "NGUYEN<<VAN<THU<<<<<<<<<<<<<<<",
  ]

  @Test("A Vietnamese card's zone is read to its fields")
  func vietnamese() throws {
    let zone = try MachineReadableZone(Self.card.joined(separator: "\n").lowercased())
    #expect(zone.format == .td1 && zone.lines == Self.card)
    #expect(zone.documentCode == "ID" && zone.issuer == "VNM" && zone.documentNumber == "099012345")
    #expect(zone.birth == DocumentDate(year: 99, month: 2, day: 15))
    #expect(zone.expiry == DocumentDate(year: 39, month: 2, day: 15))
    #expect(zone.sex == "M" && zone.nationality == "VNM")
    #expect(zone.primaryIdentifier == "NGUYEN" && zone.secondaryIdentifier == "VAN THU")
    #expect(zone.personalNumber?.digits == "001099012345")
    #expect(zone.accessKey == .machineReadableZone("099012345999021523902150"))
  }

  @Test(
    "A wrong character is found in its field",
    arguments: [
      (0, 5, MachineReadableZone.Field.documentNumber), (0, 14, .documentNumber),
      (0, 20, .personalNumber), (0, 29, .personalNumber), (1, 1, .birth), (1, 6, .birth),
      (1, 8, .expiry), (1, 14, .expiry), (1, 29, .composite),
    ])
  func checkDigits(line: Int, column: Int, field: MachineReadableZone.Field) throws {
    var lines = Self.card.map { Array($0) }
    let right = lines[line][column]
    lines[line][column] = right == "9" ? "8" : "9"
    let zone = try MachineReadableZone(lines.map { String($0) }.joined())
    #expect(zone.findings.contains(.init(field, .checkDigit)))
    #expect(zone.findings.contains(.init(.composite, .checkDigit)))
    let others = Set(zone.findings.map(\.field)).subtracting([field, .composite])
    #expect(others.isEmpty)
  }

  @Test("Values that cannot be are found")
  func values() throws {
    var lines = Self.card
    lines[1] = "9913152Q3902150VNM<<<<<<<<<<<8"
    lines[2] = String(repeating: "<", count: 30)
    let zone = try MachineReadableZone(lines.joined())
    #expect(zone.birth == nil)
    for field in [MachineReadableZone.Field.birth, .sex, .name] {
      #expect(zone.findings.contains(.init(field, .value)))
    }
  }

  @Test("Other lengths and other characters are refused, with the place")
  func refused() throws {
    let short = #expect(throws: TextError.self) { try MachineReadableZone("IDVNM") }
    #expect(short?.reason == .mrzLength)
    var lines = Self.card
    lines[1] = "99021é2M3902150VNM<<<<<<<<<<<8"
    let letter = #expect(throws: TextError.self) { try MachineReadableZone(lines.joined()) }
    #expect(letter?.reason == .mrzCharacter && letter?.place == "line 2, column 6")
    #expect(letter?.message.contains("990") == false)
  }

  @Test(
    "The standard's examples give what opens the chip; two are misprinted in their composite digit",
    .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"))
  func standard() throws {
    let cases = try Vector.load("icao", "mrz_information", "cases").list
    var misprints: [String] = []
    for example in cases {
      let lines = try example["lines"].list.map { try $0.text }
      let zone = try MachineReadableZone(lines.joined())
      #expect(try zone.format.rawValue == example["format"].text)
      #expect(zone.accessKey == .machineReadableZone(try example["mrz_information"].text))
      if !zone.findings.isEmpty {
        #expect(zone.findings == [.init(.composite, .checkDigit)])
        misprints.append(zone.documentNumber + " " + zone.format.rawValue)
      }
    }
    // ICAO Doc 9303-11, appendix D.2 prints 8 and 1; both must be 2.
    #expect(Set(misprints) == ["L898902C TD2", "L898902C TD1"])
  }

  @Test("Check digits of the standard")
  func digits() {
    #expect(CheckDigit.digit(of: "520727") == "3")
    #expect(CheckDigit.digit(of: "AB2134<<<") == "5")
    #expect(CheckDigit.digit(of: "a") == nil)
  }

  @Test("No text makes the reader trap")
  func cut() {
    let text = Self.card.joined()
    for count in 0...text.count { _ = try? MachineReadableZone(text.prefix(count)) }
    for place in 0..<text.count {
      var characters = Array(text)
      for other in ["<", "A", "0", "9", " ", "\n", "Ω"] as [Character] {
        characters[place] = other
        _ = (try? MachineReadableZone(String(characters))).map { zone in
          [zone.documentNumber, zone.primaryIdentifier, zone.secondaryIdentifier, zone.sex]
        }
      }
    }
  }
}
