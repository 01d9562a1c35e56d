// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Cryptography
import Imaging
public import Records

/// Templates and an application to grow inputs for the record readers from.
public enum SampleRecords {
  /// Twelve minutiae of a finger.
  public static func template(_ finger: FingerPosition = .leftIndex) throws -> MinutiaeTemplate {
    let minutiae = (0..<12).map { (index: Int) -> Minutia in
      let kind: Minutia.Kind = index % 2 == 0 ? .ridgeEnding : .bifurcation
      let (x, y, angle) = (Float(5 * index), Float(6 * index), Float(31 * index))
      return Minutia(x: x, y: y, angle: angle, kind: kind, quality: UInt8(8 * index))
    }
    return try made(
      MinutiaeTemplate(
        width: 60, height: 80, resolution: .standard, position: finger, quality: 55,
        minutiae: minutiae))
  }

  /// A record of three views with all that the editions keep beside the minutiae.
  public static func record() throws -> MinutiaeRecord {
    var record = MinutiaeRecord(
      product: CBEFFIdentifier(organisation: 0x42, product: 0x11), views: [])
    for number in 0..<3 {
      var view = MinutiaeView(try template())
      view.number = UInt8(number)
      view.extendedData = [0, 2, 0, 6, 1, 2]
      view.qualities = [QualityBlock(value: 55), QualityBlock(value: 255)]
      view.certifications = [CertificationBlock(authority: 3, scheme: 1)]
      record.views.append(view)
    }
    return record
  }

  /// The files of an application: one finger, a slap, and fingers that are missing.
  public static func parts() throws -> [RecordPart] {
    let station = try StationIdentity(
      kit: "KIT01", originatingAgency: "VN-DEMO", destinationAgency: "VN-C06",
      software: AlgorithmVersion(name: "sinhtrac", version: "0"))
    return try application().parts(
      from: station, at: made(UTCTime("2026-11-20T18:30:05Z")), serial: 7)
  }

  /// A finger image record of a finger and a slap.
  public static func fingerImages() throws -> FingerImageRecord {
    let missing = [try made(MissingFinger(.rightLittle, .amputated))]
    return FingerImageRecord(
      views: [FingerImageView(try finger()), FingerImageView(try slap(), missing: missing)])
  }

  private static func application() throws -> ApplicationRecord {
    let name = try PersonName(family: "Nguyễn", middle: "Thị", given: "Đào")
    let applicant = try Applicant(
      name: name, birthDate: made(BirthDate("1994-02")), sex: .female,
      personalNumber: "001194012345", details: [.placeOfOrigin: "Hà Nội"],
      relatives: [Relative(relation: .mother, name: name)])
    return try ApplicationRecord(
      id: "VN-1", kind: ApplicationKind(.exchange, reason: "a"),
      date: made(CalendarDate("2026-11-21")),
      applicant: applicant, captures: [finger(), slap()],
      missing: [
        made(MissingFinger(.rightLittle, .amputated)), made(MissingFinger(.leftRing, .bandaged)),
      ], eyes: [eye()], missingEyes: [made(MissingEye(.left, .unable, remark: "bandage"))])
  }

  private static func eye() throws -> EyeCapture {
    let places = [(2, 9), (9, 3), (17, 9)].map { EyeOutline.Point(x: $0.0, y: $0.1) }
    let outline = EyeOutline(
      pupil: .init(centre: .init(x: 9, y: 9), radius: 3),
      limbus: .init(centre: .init(x: 9, y: 9), radius: 7), upperLid: places, lowerLid: places,
      highlights: [places])
    return try EyeCapture(
      label: .right, kind: .uncropped, time: made(UTCTime("2026-11-20T18:30:07Z")), image: image(),
      outline: outline, quality: QualityBlock(value: 60), provenance: provenance())
  }

  private static func finger() throws -> FingerCapture {
    let quality = FingerQuality(finger: .leftIndex, score: 55, algorithm: .unreported)
    return try FingerCapture(
      position: .leftIndex, impression: .liveScanPlain, time: made(UTCTime("2026-11-20T18:30:05Z")),
      image: image(), template: template(), qualities: [made(quality)], provenance: provenance())
  }

  private static func slap() throws -> FingerCapture {
    let fingers: [FingerPosition] = [.rightIndex, .rightMiddle, .rightRing]
    let segments = try fingers.enumerated().map { index, finger in
      try made(
        FingerSegment(finger: finger, left: 5 * index, right: 5 * index + 5, top: 0, bottom: 9))
    }
    return try FingerCapture(
      position: .plainRightFour, impression: .liveScanPlain,
      time: made(UTCTime("2026-11-20T18:30:06Z")), image: image(), segments: segments,
      provenance: provenance())
  }

  private static func image() throws -> EncodedImage {
    let pixels = (0..<400).map { (index: Int) in UInt8(index % 7 * 30) }
    let image = try made(
      GrayImage(width: 20, height: 20, pixels: pixels, resolution: .standard))
    return try EncodedImage(ImageFile.encode(image, as: .png), resolution: .standard)
  }

  private static func provenance() throws -> Provenance {
    try Provenance(
      device: "sample scanner", frameDigest: SHA256.digest(of: [1]),
      algorithms: [AlgorithmVersion(name: "minutia-extraction", version: "1")])
  }

  /// A sample value that its own type refused.
  private struct BadSample: Error {}

  private static func made<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw BadSample() }
    return value
  }
}
