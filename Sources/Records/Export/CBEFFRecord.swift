// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Foundation

/// One `BIR`: a finger, an eye or a face, or one that is missing.
struct CBEFFRecord: Sendable {
  /// Data block formats of organisation 257 as MOSIP numbers them.
  enum Format: String { case finger = "7", face = "8", iris = "9" }

  /// The version of MOSIP's device interface that these fields belong to.
  private static let interface = "0.9.5"

  let index: String
  let format: Format
  let subtype: String
  let captured: String?
  let quality: Int?
  /// The data block: a record of ISO/IEC 19794-4, -5 or -6:2011; nil for what is missing.
  let block: [UInt8]?
  var retries = 1
  var isForced = false

  /// A finger, eye or face with an image of its own; nil for what a packet does not know.
  init?(_ item: Manifest.BiometricItem, image: [UInt8], _ record: ExportedRecord) throws {
    switch item.biometricType {
    case "FINGER":
      guard let finger = item.finger else { return nil }
      let image = try EncodedImage(image, resolution: item.sampling)
      (format, subtype) = (.finger, finger.cbeffName)
      block = try Self.block(finger, item, image)
    case "IRIS":
      guard let eye = item.eye, let bytes = try Self.block(eye, item, image) else { return nil }
      (format, subtype, block) = (.iris, eye == .right ? "Right" : "Left", bytes)
    case "FACE":
      (format, subtype) = (.face, "")
      block = FaceImageRecord(try FaceImage(image), captured: item.moment).encoded()
    default: return nil
    }
    (captured, quality) = (item.captureDate, item.quality)
    index = try Self.index(record, item.biometricSubType)
    tell(record, item.partName)
  }

  /// A finger that was cut out of a slap.
  init(
    _ segment: Manifest.Segment, of slap: Manifest.BiometricItem, image: EncodedImage,
    _ record: ExportedRecord
  ) throws {
    let finger = FingerPosition.tenFingers.first { $0.osiaName == segment.biometricSubType }
    guard let finger else {
      throw RecordError("export", "Exporting a record: a slap shows a finger of no known name.")
    }
    (format, subtype) = (.finger, finger.cbeffName)
    (captured, quality) = (slap.captureDate, segment.quality)
    block = try Self.block(finger, slap, image)
    index = try Self.index(record, segment.biometricSubType)
    tell(record, slap.partName)
  }

  /// A finger or eye that could not be captured.
  init(missing: Manifest.Missing, _ record: ExportedRecord) {
    let finger = FingerPosition.tenFingers.first { $0.osiaName == missing.biometricSubType }
    let eye = missing.biometricSubType == EyeLabel.right.osiaName ? "Right" : "Left"
    (format, subtype) = (finger == nil ? .iris : .finger, finger?.cbeffName ?? eye)
    (captured, quality, block) = (nil, nil, nil)
    index = (try? Self.index(record, missing.biometricSubType)) ?? ""
  }

  func write(to xml: inout XMLText) {
    xml.element("BIR") { xml in
      for version in ["Version", "CBEFFVersion"] {
        xml.element(version) {
          $0.element("Major", "1")
          $0.element("Minor", "1")
        }
      }
      xml.element("BIRInfo") { $0.element("Integrity", "false") }
      xml.element("BDBInfo") { writeInfo(to: &$0) }
      if let block { xml.element("BDB", Data(block).base64EncodedString()) }
      xml.element("others") { xml in
        xml.element("entry", block == nil ? "true" : "false", key: "EXCEPTION")
        xml.element("entry", "\(retries)", key: "RETRIES")
        xml.element("entry", isForced ? "true" : "false", key: "FORCE_CAPTURED")
        xml.element("entry", "\(quality ?? 0).0", key: "SDK_SCORE")
        xml.element("entry", Self.interface, key: "SPEC_VERSION")
      }
    }
  }

  private func writeInfo(to xml: inout XMLText) {
    if !index.isEmpty { xml.element("Index", index) }
    xml.element("Format") {
      $0.element("Organization", "Mosip")
      $0.element("Type", format.rawValue)
    }
    if let captured { xml.element("CreationDate", captured) }
    xml.element("Type", format == .finger ? "Finger" : format == .iris ? "Iris" : "Face")
    xml.element("Subtype", subtype)
    xml.element("Level", "Raw")
    xml.element("Purpose", "Enroll")
    guard let quality else { return }
    xml.element("Quality") { xml in
      // What MOSIP writes here whatever scored.
      xml.element("Algorithm") {
        $0.element("Organization", "HMAC")
        $0.element("Type", "SHA-256")
      }
      xml.element("Score", "\(quality)")
    }
  }

  /// Attempts and overrides as the session told them.
  private mutating func tell(_ record: ExportedRecord, _ part: String) {
    guard let account = record.manifest.enrolment else { return }
    retries = max(1, account.attempts.count { $0.part == part })
    isForced = account.overrides.contains { $0.part == part }
  }

  /// A UUID that is the item's own, the same each time (RFC 9562, version 8).
  private static func index(
    _ record: ExportedRecord, _ subtype: String
  ) throws(RecordError) -> String {
    let name = Array("\(record.manifest.contextualData.transactionControlNumber)/\(subtype)".utf8)
    var digits = Array(try RecordError.digest(of: name).hexadecimal.prefix(32))
    (digits[12], digits[16]) = ("8", "8")
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
      .joined(separator: "-")
  }

  private static func block(
    _ finger: FingerPosition, _ item: Manifest.BiometricItem, _ image: EncodedImage
  ) throws -> [UInt8] {
    var view = FingerImageView(
      position: finger, impression: item.impression ?? .liveScanPlain, image: image)
    view.captured = item.moment
    if let quality = item.quality {
      view.qualities = [QualityBlock(value: UInt8(clamping: quality))]
    }
    return try FingerImageRecord(views: [view]).encoded()
  }

  private static func block(
    _ eye: EyeLabel, _ item: Manifest.BiometricItem, _ image: [UInt8]
  ) throws -> [UInt8]? {
    let file = try EncodedImage(image, resolution: .standard)
    guard let format = IrisImageRecord.Format(file.compression) else { return nil }
    let kind = IrisImageKind.allCases.first { $0.osiaName == item.imageKind } ?? .uncropped
    var picture = IrisImageRecord.Representation(
      kind: kind, width: file.width, height: file.height, format: format, data: image)
    picture.label = eye
    picture.captured = item.moment
    picture.qualities = item.quality.map { [QualityBlock(value: UInt8(clamping: $0))] } ?? []
    return IrisImageRecord([picture])?.encoded()
  }
}

extension Manifest.BiometricItem {
  /// When it was captured, to the second.
  var moment: CaptureMoment {
    captureDate.flatMap { UTCTime($0) }.map { CaptureMoment($0) } ?? .unreported
  }

  /// Resolution of a finger's image.
  var sampling: Resolution {
    resolution.flatMap { Resolution(pixelsPerInch: Double($0)) } ?? .standard
  }

  var impression: ImpressionType? {
    ImpressionType.allCases.first { $0.osiaName == impressionType }
  }

  /// The name that the session's account uses.
  var partName: String { finger?.name ?? eye?.name ?? "portrait" }
}

extension FingerPosition {
  /// Such as `Left RingFinger`, the words of `SubtypeType`.
  var cbeffName: String {
    let words = name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    guard words.count == 2 else { return "" }
    return words[0] + " " + (words[1] == "Thumb" ? words[1] : words[1] + "Finger")
  }
}
