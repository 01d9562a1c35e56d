// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The biometric part of a record as an Enrollment of the OSIA enrolment interface 1.3 (Secure Identity
/// Alliance, `enrollment.yaml`), images inside. The manifest speaks OSIA already; what only this project
/// adds to it is left out, since the interface allows no further fields.
public struct OSIAEnrollment: Sendable {
  private let document: Document

  /// Takes a record.
  public init(_ record: ExportedRecord) {
    let manifest = record.manifest
    document = Document(
      enrollmentId: manifest.enrollmentId, status: "FINALIZED",
      requestData: ["requestType": manifest.requestData.requestType],
      contextualData: ["enrollmentDate": manifest.contextualData.enrollmentDate],
      biometricData: manifest.biometricData.map { Item($0, image: record.image(of: $0)) })
  }

  /// The JSON file.
  public func encoded() throws(RecordError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return try [UInt8](encoder.encode(document)) + [UInt8(ascii: "\n")]
    } catch {
      throw RecordError("export", "Exporting a record: JSON cannot express it.", cause: error)
    }
  }

  private struct Document: Encodable {
    let enrollmentId: String
    let status: String
    let requestData: [String: String]
    let contextualData: [String: String]
    let biometricData: [Item]
  }

  /// OSIA's BiometricData.
  private struct Item: Encodable {
    let biometricType: String
    let biometricSubType: String
    let instance: String
    let image: Data?
    let captureDate, captureDevice, impressionType: String?
    let width, height, bitdepth: Int?
    let mimeType: String?
    let resolution: Int?
    let compression: String?
    let missing: [Missing]?
    let comment: String?
    let quality: Int?
    let qualityFormat, algorithm, vendor: String?

    init(_ item: Manifest.BiometricItem, image: [UInt8]?) {
      (biometricType, biometricSubType) = (item.biometricType, item.biometricSubType)
      instance = item.instance
      self.image = image.map { Data($0) }
      (captureDate, captureDevice) = (item.captureDate, item.captureDevice)
      impressionType = item.impressionType
      (width, height, bitdepth) = (item.width, item.height, item.bitdepth)
      (mimeType, resolution, compression) = (item.mimeType, item.resolution, item.compression)
      missing = item.missing?.map {
        Missing(biometricSubType: $0.biometricSubType, presence: $0.presence)
      }
      comment = item.missing?.compactMap(\.remark).first
      (quality, qualityFormat) = (item.quality, item.qualityFormat)
      (algorithm, vendor) = (item.algorithm, item.vendor)
    }
  }

  private struct Missing: Encodable {
    let biometricSubType: String
    let presence: String
  }
}
