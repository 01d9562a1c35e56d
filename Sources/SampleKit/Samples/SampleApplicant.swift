// SPDX-License-Identifier: Apache-2.0

internal import Biometrics

/// The invented applicant whose ten fingers lie in `samples/applicant-01`.
struct SampleApplicant: Sendable {
  /// Name of the folder.
  let folder: String
  /// What the fingers are grown from.
  let seed: UInt64

  /// The applicant of `make run`.
  static let first = SampleApplicant(folder: "applicant-01", seed: 20_260_701)

  /// The ten fingers in card order.
  var fingers: [SampleFinger] {
    FingerPosition.tenFingers.map { position in
      let seed = seed &* 100 &+ UInt64(position.rawValue)
      return SampleFinger(position, seed: seed)
    }
  }

  /// Both eyes, the right one first.
  var eyes: [SampleEye] {
    [EyeLabel.right, .left].map { SampleEye($0, seed: seed &* 100 &+ 50 &+ UInt64($0.rawValue)) }
  }

  /// The application as `Station` reads it. The name means "for example", the street "does
  /// not exist", and the personal number has a serial of 000001.
  var application: String {
    """
    {
      "format": "sinhtrac-application-1",
      "id": "\(folder)",
      "request": { "procedure": "FIRST_ISSUANCE" },
      "applicant": {
        "lastName": "Nguyễn",
        "middleName": "Thị Ví",
        "firstName": "Dụ",
        "dateOfBirth": "1990-09-02",
        "gender": "F",
        "nationality": "VNM",
        "personalNumber": "001190000001",
        "ethnicity": "Kinh",
        "placeOfBirth": "Hà Nội",
        "placeOfOrigin": "Hà Nội",
        "permanentResidence": "Số 0, phố Không Có Thật, Hà Nội",
        "phone1": "+84 00 000 0000"
      },
      "missingFingers": []
    }

    """
  }
}

/// One eye of a sample applicant: all that its picture follows from.
struct SampleEye: Sendable {
  let label: EyeLabel
  let seed: UInt64

  init(_ label: EyeLabel, seed: UInt64) {
    self.label = label
    self.seed = seed
  }

  /// Name of the image file.
  var file: String { "\(label.name).png" }

  /// Grows the eye and takes its picture, as a careful operator does.
  func picture() -> EyeImage {
    var conditions = EyeConditions()
    conditions.seed = seed
    conditions.roll = label == .right ? 2 : -1.5
    conditions.dilation = 0.38
    return EyeImage(of: MasterEye(seed: seed, label: label), conditions)
  }
}

/// One finger of a sample applicant: all that its image follows from.
struct SampleFinger: Sendable {
  let position: FingerPosition
  let seed: UInt64
  let scanner: ScannerModel
  let grade: QualityGrade

  /// A desk with three scanners and a careful operator.
  init(_ position: FingerPosition, seed: UInt64) {
    self.position = position
    self.seed = seed
    switch position {
    case .rightThumb, .leftThumb: scanner = .capacitive
    case .leftIndex, .leftMiddle, .leftRing, .leftLittle: scanner = .compact
    default: scanner = .optical
    }
    let grades: [QualityGrade] = [.excellent, .good, .good, .fair]
    grade = grades[Int(position.rawValue) % grades.count]
  }

  /// Name of the image file.
  var file: String { "\(position.name).png" }

  /// Grows the finger and takes its impression.
  func impression() -> (finger: MasterFinger, impression: FingerImpression) {
    let finger = MasterFinger(seed: seed, position: position)
    let conditions = grade.conditions(seed: seed, for: position)
    return (finger, FingerImpression(of: finger, on: scanner, conditions, seed: seed))
  }
}
