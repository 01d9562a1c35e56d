// SPDX-License-Identifier: Apache-2.0

/// Type-1, transaction information (ANSI/NIST-ITL 1-2011 clause 8.1).
struct Type1 {
  /// 1.002 of the 2011 edition with its update of 2015.
  static let version = "0502"
  /// Most characters of a transaction control number.
  static let maximumControlNumber = 48

  let station: StationIdentity
  let time: UTCTime
  let controlNumber: String
  /// 1.010, the control number (1.009) of the record that this one replaces; nil for none.
  let reference: String?

  /// Throws `serial` when the serial number is not 0...999999.
  init(
    station: StationIdentity, time: UTCTime, serial: Int, reference: String? = nil
  ) throws(RecordError) {
    guard (0...999_999).contains(serial) else {
      throw RecordError(
        "serial",
        "Numbering a transaction: \(serial) is not 0 to 999999. Use the day's running number.")
    }
    self.station = station
    self.time = time
    self.reference = reference
    controlNumber = station.transactionControlNumber(station.localDate(time), serial: serial)
  }

  /// The record for the records that follow it.
  func record(before following: [NISTRecord]) -> NISTRecord {
    let contents = following.map { ["\($0.type)", padded($0.idc ?? 0, 2)] }
    return NISTRecord(
      type: 1,
      fields: [
        NISTField(2, Self.version),
        NISTField(3, [["1", "\(following.count)"]] + contents),
        NISTField(4, station.transactionType),
        NISTField(5, station.localDate(time).basic),
        NISTField(7, station.destinationAgency),
        NISTField(8, station.originatingAgency),
        NISTField(9, controlNumber),
      ] + (reference.map { [NISTField(10, $0)] } ?? []) + [
        NISTField(11, "00.00"),  // no Type-4 record, so no native scanning resolution
        NISTField(12, "00.00"),
        NISTField(13, [[Type2.domain, Type2.domainVersion]]),
        NISTField(14, time.basic),
      ])
  }
}

extension StationIdentity {
  /// The calendar day where the station stands.
  func localDate(_ time: UTCTime) -> CalendarDate { time.date(hoursEast: hoursEast) }
}
