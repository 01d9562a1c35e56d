// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Records
import Testing

/// An invented applicant and captures for the tests of records.
enum Sample {
  static let time = UTCTime("2026-11-20T18:30:05Z")
  static let date = CalendarDate("2026-11-21")

  static func station() throws -> StationIdentity {
    try StationIdentity(
      kit: "KIT01", originatingAgency: "VN-DEMO-07", destinationAgency: "VN-C06",
      software: AlgorithmVersion(name: "sinhtrac", version: "0.1"))
  }

  static func applicant(born: String = "1994-02-28") throws -> Applicant {
    try Applicant(
      name: PersonName(family: "Nguyễn", middle: "Thị Ánh", given: "Đào"),
      birthDate: try #require(BirthDate(born)), sex: .female, personalNumber: "001194012345",
      details: [.placeOfOrigin: "Hà Nội", .ethnicity: "Kinh"])
  }

  static func image(width: Int = 60, height: Int = 80) throws -> EncodedImage {
    try EncodedImage(syntheticPNG(width: width, height: height), resolution: .standard)
  }

  static func provenance() throws -> Provenance {
    try Provenance(
      device: "sample scanner 1", frameDigest: try SHA256.digest(of: [1, 2, 3]),
      algorithms: [AlgorithmVersion(name: "minutia-extraction", version: "1")])
  }

  static func template(_ finger: FingerPosition) throws -> MinutiaeTemplate {
    let minutiae = (0..<12).map { (index: Int) -> Minutia in
      let kind: Minutia.Kind = index % 2 == 0 ? .ridgeEnding : .bifurcation
      let (x, y, angle) = (Float(5 * index), Float(6 * index + 1), Float(31 * index))
      return Minutia(x: x, y: y, angle: angle, kind: kind, quality: UInt8(40 + index))
    }
    return try #require(
      MinutiaeTemplate(
        width: 60, height: 80, resolution: .standard, position: finger, quality: 55,
        minutiae: minutiae))
  }

  static func capture(
    _ finger: FingerPosition, image: EncodedImage? = nil
  ) throws -> FingerCapture {
    let algorithm = CBEFFIdentifier(organisation: 0x0101, product: 57)
    let quality = FingerQuality(finger: finger, score: 55, algorithm: algorithm, format: "NFIQ2")
    return try FingerCapture(
      position: finger, impression: .liveScanPlain, time: try #require(time),
      image: try image ?? Self.image(), template: template(finger),
      qualities: [try #require(quality)], provenance: provenance())
  }

  /// A four-finger slap with a box for each finger but those left out.
  static func slap(
    _ position: FingerPosition = .plainRightFour, without: [FingerPosition] = []
  ) throws -> FingerCapture {
    let algorithm = CBEFFIdentifier(organisation: 0x0101, product: 57)
    let fingers = position.fingers.filter { !without.contains($0) }
    let segments = try fingers.enumerated().map { index, finger in
      let sure = FingerQuality(finger: finger, score: 90, algorithm: algorithm)
      return try #require(
        FingerSegment(
          finger: finger, left: 50 * index, right: 50 * index + 45, top: 10, bottom: 90,
          quality: sure))
    }
    let qualities = try fingers.map {
      try #require(FingerQuality(finger: $0, score: 61, algorithm: algorithm, format: "NFIQ2"))
    }
    return try FingerCapture(
      position: position, impression: .liveScanPlain, time: try #require(time),
      image: image(width: 200, height: 100), qualities: qualities, segments: segments,
      provenance: provenance())
  }

  /// Nine single fingers and an amputated right ring finger.
  static func application(
    captures: [FingerCapture]? = nil, missing: [MissingFinger]? = nil, born: String = "1994-02-28",
    id: String = "VN-2026-000001"
  ) throws -> ApplicationRecord {
    let fingers = FingerPosition.tenFingers.filter { $0 != .rightRing }
    let absent = try #require(MissingFinger(.rightRing, .amputated))
    return try ApplicationRecord(
      id: id, kind: ApplicationKind(.firstIssuance), date: try #require(date),
      applicant: applicant(born: born), captures: captures ?? fingers.map { try capture($0) },
      missing: missing ?? [absent])
  }

  /// One finger with a tiny image and a missing one: a file of about 2 kB.
  static func smallApplication() throws -> ApplicationRecord {
    try application(captures: [capture(.leftIndex, image: image(width: 12, height: 10))])
  }

  /// The files of that application, by name.
  static func parts(_ record: ApplicationRecord? = nil) throws -> [String: [UInt8]] {
    let record = try record ?? application()
    let parts = try record.parts(from: station(), at: try #require(time), serial: 7)
    return Dictionary(uniqueKeysWithValues: parts.map { ($0.name, $0.bytes) })
  }

  /// The ANSI/NIST-ITL file of an application.
  static func transaction(_ record: ApplicationRecord? = nil) throws -> [UInt8] {
    try #require(parts(record)[ApplicationRecord.transactionName])
  }
}
