// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// An application record, read to be written in the form of another system: the manifest says what there is,
/// the ANSI/NIST-ITL file holds the images.
public struct ExportedRecord: Sendable {
  /// What the record says about itself.
  public let manifest: Manifest
  private let transaction: NISTTransaction

  /// Takes the record's files, `manifest.json` and `record.an2` among them; others are left alone.
  ///
  /// Throws `manifest` and `part-altered`, and what a broken ANSI/NIST-ITL file leads to.
  public init(parts: [RecordPart]) throws {
    guard let list = parts.first(where: { $0.name == ApplicationRecord.manifestName }),
      let file = parts.first(where: { $0.name == ApplicationRecord.transactionName })
    else {
      throw RecordError(
        "export-incomplete",
        "Exporting a record: manifest.json and record.an2 are both needed. Name the record's folder."
      )
    }
    manifest = try Manifest(decoding: list.bytes)
    try manifest.check(file)
    transaction = try NISTTransaction(decoding: file.bytes)
  }

  /// The image file of an item; nil where it has none, as a missing finger.
  public func image(of item: Manifest.BiometricItem) -> [UInt8]? {
    guard item.imageRef != nil, let idc = Int(item.instance), let type = item.recordType else {
      return nil
    }
    let record = transaction.records(ofType: type).first { $0.idc == idc }
    return record?[NISTField.data]?.value
  }
}

extension Manifest.BiometricItem {
  /// Type of the ANSI/NIST-ITL record that holds the image.
  fileprivate var recordType: Int? {
    switch biometricType {
    case "FINGER": 14
    case "IRIS": 17
    case "FACE": 10
    default: nil
    }
  }

  /// The finger or slap; nil for an eye or a face.
  public var finger: FingerPosition? { Self.fingers[biometricSubType] }

  /// The eye; nil for a finger or a face.
  public var eye: EyeLabel? { EyeLabel.both.first { $0.osiaName == biometricSubType } }

  private static let fingers: [String: FingerPosition] = {
    let all = FingerPosition.tenFingers + [.plainRightFour, .plainLeftFour, .plainThumbs]
    return Dictionary(uniqueKeysWithValues: all.map { ($0.osiaName, $0) })
  }()
}
