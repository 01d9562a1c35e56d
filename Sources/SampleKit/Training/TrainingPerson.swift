// SPDX-License-Identifier: Apache-2.0

import Foundation

/// An invented person for training: what the day's list says, and the card that is brought.
public struct TrainingPerson: Sendable, Hashable {
  /// What is applied for.
  public enum Procedure: String, Sendable, Hashable {
    case firstIssuance = "FIRST_ISSUANCE"
    case exchange = "EXCHANGE"
    case reissuance = "REISSUANCE"
  }

  /// Place in the library, from 1; also the ticket.
  public let number: Int
  /// Name in Vietnamese order.
  public let fullName: String
  /// Years old on the day of training.
  public let age: Int
  /// Whether registered as female.
  public let isFemale: Bool
  /// What is applied for.
  public let procedure: Procedure
  /// Whether a card with a chip is brought along.
  public let hasCard: Bool

  /// The library: all ages that the law treats differently, and all procedures.
  public static let library: [TrainingPerson] = [
    TrainingPerson(1, "Nguyễn Thị Ví Dụ", 40, true, .exchange, card: true),
    TrainingPerson(2, "Trần Minh Mẫu", 7, false, .firstIssuance),
    TrainingPerson(3, "Lê Bảo Tập", 4, true, .firstIssuance),
    TrainingPerson(4, "Phạm Văn Thử", 67, false, .reissuance),
    TrainingPerson(5, "Hoàng Gia Huấn", 14, false, .firstIssuance),
    TrainingPerson(6, "Đặng Thùy Minh Họa", 25, true, .exchange, card: true),
    TrainingPerson(7, "Võ Thành Giả Định", 33, false, .exchange, card: true),
    TrainingPerson(8, "Bùi Ngọc Làm Quen", 60, true, .exchange, card: true),
    TrainingPerson(9, "Lý Hải Thực Hành", 13, true, .firstIssuance),
    TrainingPerson(10, "Đỗ Quang Diễn Tập", 52, false, .reissuance),
  ]

  private init(
    _ number: Int, _ fullName: String, _ age: Int, _ isFemale: Bool, _ procedure: Procedure,
    card hasCard: Bool = false
  ) {
    (self.number, self.fullName, self.age, self.isFemale) = (number, fullName, age, isFemale)
    (self.procedure, self.hasCard) = (procedure, hasCard)
  }

  /// Birthday, so that the age is right on every day of a year: the first of January.
  public func birthYear(in year: Int) -> Int { year - age }

  /// Twelve digits in the form of Vietnamese ones: province 001, century and sex, year, a serial that
  /// starts with four zeros.
  public func personalNumber(in year: Int) -> String {
    let born = birthYear(in: year)
    let sex = (born / 100 - 19) * 2 + (isFemale ? 1 : 0)
    return "001\(sex)" + Self.digits(born % 100, 2) + Self.digits(number, 6)
  }

  /// The residence that is on the list and on the card: a street that does not exist.
  public static let residence = "Số 0, phố Không Có Thật, Hà Nội"

  /// The card that is brought along; nil for who has none. Throws `CryptoError`, `ImageError`.
  public func card(in year: Int) throws -> SampleCard? {
    guard hasCard else { return nil }
    let parts = Self.latin(fullName).split(separator: " ").map(String.init)
    return try SampleCard(
      for: DocumentHolder(
        personalNumber: personalNumber(in: year), fullName: fullName,
        latinName: (parts.first ?? "", parts.dropFirst().joined(separator: " ")),
        birth: .init(birthYear(in: year), 1, 1), isFemale: isFemale, ethnicity: "Kinh",
        origin: "Hà Nội", residence: Self.residence, issue: .init(2021, 6, 1),
        expiry: .init(year + 1, 1, 1)))
  }

  private static func digits(_ value: Int, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(count - text.count, 0)) + text
  }

  /// Capitals without marks, as in a machine-readable zone.
  private static func latin(_ name: String) -> String {
    let plain = name.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      !(0x300...0x36f).contains($0.value)
    }
    return String(String.UnicodeScalarView(plain)).replacing("đ", with: "d")
      .replacing("Đ", with: "D").uppercased()
  }
}
