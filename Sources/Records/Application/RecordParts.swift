// SPDX-License-Identifier: Apache-2.0

/// One file of an application's folder.
public struct RecordPart: Sendable, Hashable {
  /// File name inside the folder.
  public let name: String
  /// What is in it.
  public let bytes: [UInt8]

  /// Takes name and content.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

extension ApplicationRecord {
  /// Name of the ANSI/NIST-ITL file.
  public static let transactionName = "record.an2"
  /// Name of the manifest.
  public static let manifestName = "manifest.json"

  /// The files of this application, manifest last: a pure function, the same bytes each time.
  ///
  /// Takes the station's configuration, the moment of writing and the day's running number of
  /// transactions, 0...999999.
  ///
  /// Throws `serial` when the number is out of range.
  public func parts(
    from station: StationIdentity, at time: UTCTime, serial: Int
  ) throws(RecordError) -> [RecordPart] {
    let transaction = try nistTransaction(from: station, at: time, serial: serial)
    let record = RecordPart(name: Self.transactionName, bytes: transaction.encoded())
    let files = [record] + documents
    let manifest = try manifest(of: files, from: station, at: time, serial: serial)
    return files + [RecordPart(name: Self.manifestName, bytes: try manifest.encoded())]
  }
}
