// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation

/// What an ANSI/NIST-ITL file holds, for `record show`: records, fingers, sizes and text fields,
/// never image data. As JSON with sorted keys, or as text for people.
public struct NISTSummary: Sendable, Hashable, Codable {
  /// 1.002, such as 0502.
  public let version: String?
  /// 1.004.
  public let transactionType: String?
  /// 1.005 as `YYYY-MM-DD`, or as it stands when it is no date.
  public let date: String?
  /// 1.008.
  public let originatingAgency: String?
  /// 1.007.
  public let destinationAgency: String?
  /// 1.009.
  public let controlNumber: String?
  /// Size of the file.
  public let bytes: Int
  /// The records in file order.
  public let records: [Record]

  /// One record.
  public struct Record: Sendable, Hashable, Codable {
    /// Type number.
    public let type: Int
    /// What the standard calls the type.
    public let name: String
    /// The number that links records of one sample.
    public let idc: Int?
    /// Size of the record.
    public let bytes: Int
    /// Finger name, or the code of another position or eye.
    public var position: String?
    /// The image, where there is one.
    public var image: Image?
    /// Number of minutiae.
    public var minutiae: Int?
    /// Fingers declared missing, as `right-ring XX`.
    public var missing: [String] = []
    /// Text fields of Type-2, by number, each cut at 200 characters.
    public var fields: [String: String] = [:]
  }

  /// An image by its fields, not decoded.
  public struct Image: Sendable, Hashable, Codable {
    /// Pixels.
    public let width: Int?
    /// Pixels.
    public let height: Int?
    /// Pixels per inch.
    public let resolution: Int?
    /// CGA code.
    public let compression: String?
    /// Size of the compressed image.
    public let bytes: Int
  }

  /// Describes a transaction.
  public init(_ transaction: NISTTransaction) {
    let type1 = transaction.records.first { $0.type == 1 }
    version = type1?[2]?.text
    transactionType = type1?[4]?.text
    date = type1?[5].map { CalendarDate(basic: $0.text)?.description ?? $0.text }
    originatingAgency = type1?[8]?.text
    destinationAgency = type1?[7]?.text
    controlNumber = type1?[9]?.text
    records = transaction.records.map(Record.init)
    bytes = records.reduce(0) { $0 + $1.bytes }
  }

  /// The summary as JSON with sorted keys.
  ///
  /// Throws `summary` when JSON cannot say it, which a summary made here never causes.
  public func json() throws(RecordError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      throw RecordError("summary", "Describing a record: JSON cannot express it.", cause: error)
    }
  }
}

extension NISTSummary.Record {
  /// Longest text of a field that is shown.
  private static let maximumText = 200

  init(_ record: NISTRecord) {
    type = record.type
    name = Self.names[record.type] ?? "other"
    idc = record.idc
    bytes = record.encoded().count
    switch record.content {
    case .binary(let bytes): describe(type4: bytes)
    case .fields: describe(record)
    }
  }

  private mutating func describe(_ record: NISTRecord) {
    switch type {
    case 2:
      for field in record.fields where field.number > 2 {
        fields[padded(field.number, 3)] = Self.plain(field)
      }
    case 9:
      position = record[134]?.number(at: 0).map(Self.finger)
      minutiae = (record[137] ?? record[12] ?? record[23])?.subfields.count
    case 13...15:
      position = record[13]?.number(at: 0).map(Self.finger)
      missing = (record[18]?.subfields ?? []).map { row in
        ([nistNumber(row[0]).map(Self.finger) ?? row[0]] + row.dropFirst()).joined(separator: " ")
      }
    case 17: position = ["0": "unknown eye", "1": "right eye", "2": "left eye"][record[3]?.text]
    default: break
    }
    if let data = record[NISTField.data], (10...17).contains(type) {
      image = NISTSummary.Image(record, bytes: data.value.count)
    }
  }

  /// Type-4 by its fixed places; the scanning resolution is 500 ppi by definition.
  private mutating func describe(type4 bytes: [UInt8]) {
    guard type == 4, bytes.count >= 18 else { return }
    position = Self.finger(Int(bytes[6]))
    let code = Int(bytes[17])
    image = NISTSummary.Image(
      width: Int(bytes[13]) << 8 | Int(bytes[14]), height: Int(bytes[15]) << 8 | Int(bytes[16]),
      resolution: 500, compression: [0: "NONE", 1: "WSQ20"][code] ?? "\(code)",
      bytes: bytes.count - 18)
  }

  private static func finger(_ code: Int) -> String {
    UInt8(exactly: code).flatMap(FingerPosition.init)?.name ?? "position \(code)"
  }

  /// The field's items with blanks between them, without control characters.
  private static func plain(_ field: NISTField) -> String {
    let text = field.subfields.map { $0.joined(separator: " ") }.joined(separator: "; ")
    let clean = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
    return String(String(String.UnicodeScalarView(clean)).prefix(maximumText))
  }

  private static let names = [
    1: "transaction", 2: "descriptive text", 3: "low-resolution grey fingerprint",
    4: "grey fingerprint", 5: "low-resolution binary fingerprint", 6: "binary fingerprint",
    7: "user-defined image", 8: "signature", 9: "minutiae", 10: "photograph", 11: "voice",
    12: "dental data", 13: "latent image", 14: "fingerprint", 15: "palm print",
    16: "test image", 17: "iris", 18: "DNA", 19: "plantar print", 20: "source representation",
    21: "associated context", 22: "non-photographic image", 98: "information assurance",
    99: "CBEFF data",
  ]
}

extension NISTSummary.Image {
  fileprivate init(_ record: NISTRecord, bytes: Int) {
    width = record[6]?.number(at: 0)
    height = record[7]?.number(at: 0)
    let scale = [1: 1.0, 2: 2.54][record[8]?.number(at: 0) ?? 0]
    let density = record[9]?.number(at: 0)
    resolution = scale.flatMap { scale in density.map { Int((Double($0) * scale).rounded()) } }
    compression = record[11]?.text
    self.bytes = bytes
  }
}
