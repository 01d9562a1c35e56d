// SPDX-License-Identifier: Apache-2.0

/// Who makes the records: a station's configuration, the same for all of its applications.
public struct StationIdentity: Sendable, Hashable {
  /// Name of the capture kit: 1 to 20 letters, digits and underscores.
  public let kit: String
  /// Originating agency (ANSI/NIST-ITL 1.008 and the source of every image).
  public let originatingAgency: String
  /// Destination agency (1.007).
  public let destinationAgency: String
  /// Type of transaction (1.004): 1 to 16 letters.
  public let transactionType: String
  /// Program and version that wrote the record.
  public let software: AlgorithmVersion
  /// Hours that local time is ahead of UTC, -12...14; Viet Nam has 7 all year.
  public let hoursEast: Int

  /// Throws `station-identity`, naming the setting.
  public init(
    kit: String, originatingAgency: String, destinationAgency: String,
    transactionType: String = "ENROL", software: AlgorithmVersion, hoursEast: Int = 7
  ) throws(RecordError) {
    try Self.require(
      isPrintable(kit, 1...20) && kit.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" },
      "kit", "1 to 20 letters, digits and underscores")
    try Self.require(
      isPrintable(originatingAgency, 1...35), "originatingAgency", "1 to 35 ASCII characters")
    try Self.require(
      isPrintable(destinationAgency, 1...35), "destinationAgency", "1 to 35 ASCII characters")
    try Self.require(
      isPrintable(transactionType, 1...16) && transactionType.allSatisfy(\.isLetter),
      "transactionType", "1 to 16 letters")
    try Self.require((-12...14).contains(hoursEast), "hoursEast", "a number from -12 to 14")
    self.hoursEast = hoursEast
    self.kit = kit
    self.originatingAgency = originatingAgency
    self.destinationAgency = destinationAgency
    self.transactionType = transactionType
    self.software = software
  }

  /// The transaction control number (1.009) of what is written at a moment under the day's running number.
  public func controlNumber(at time: UTCTime, serial: Int) -> String {
    transactionControlNumber(localDate(time), serial: serial)
  }

  /// The transaction control number (1.009), at most 48 characters: kit, day and serial.
  func transactionControlNumber(_ date: CalendarDate, serial: Int) -> String {
    "\(kit)-\(date.basic)-\(padded(serial, 6))"
  }

  private static func require(
    _ holds: Bool, _ setting: String, _ expected: String
  ) throws(RecordError) {
    guard holds else {
      throw RecordError(
        "station-identity",
        "Reading the station's configuration: \(setting) must have \(expected). Correct it.")
    }
  }
}
