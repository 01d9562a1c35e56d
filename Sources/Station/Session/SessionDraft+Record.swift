// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Fingerprint
import Records

/// The record that a session's draft gives.
extension SessionDraft {
  /// The application's record with everything that was kept.
  ///
  /// Throws what `ApplicationRecord` throws, and `inconsistent-features` for a draft that lacks a blob.
  func record(_ submission: Submission) throws -> ApplicationRecord {
    guard let time = UTCTime(secondsSince1970: submission.secondsSince1970),
      let procedure = state.request.flatMap({ ApplicationKind.Procedure(rawValue: $0.procedure) })
    else { throw SessionError.draft("it names no procedure", nil) }
    return try ApplicationRecord(
      id: state.application, kind: ApplicationKind(procedure, reason: state.request?.ground),
      date: time.date(hoursEast: EnrolmentRules.hoursEast), applicant: applicant(),
      captures: fingers.map(capture), missing: missingFingers,
      eyes: eyes.map(capture), missingEyes: missingEyes, portrait: face(),
      account: account(submission), documents: documents)
  }

  // MARK: Civil data

  private func applicant() throws -> Applicant {
    guard let given = value(of: .firstName), let birth = value(of: .dateOfBirth),
      let birthDate = BirthDate(birth)
    else { throw SessionError.draft("it lacks name or birth date", nil) }
    var details: [CivilDetail: String] = [:]
    for field in state.person {
      if let detail = field.field.detail { details[detail] = field.chosen.value }
    }
    details[.phone] = state.account?.phone ?? details[.phone]
    details[.email] = state.account?.email ?? details[.email]
    return try Applicant(
      name: PersonName(
        family: value(of: .lastName), middle: value(of: .middleName), given: given),
      birthDate: birthDate, sex: value(of: .gender).flatMap { Sex(rawValue: $0) } ?? .unknown,
      nationality: value(of: .nationality) ?? "VNM", personalNumber: value(of: .personalNumber),
      details: details, relatives: relatives())
  }

  private func relatives() throws -> [Relative] {
    let named: [(Relative.Relation, String?, String?)] = [
      (.father, value(of: .father), nil), (.mother, value(of: .mother), nil),
      (.spouse, value(of: .spouse), nil),
      (
        .legalRepresentative, state.representative?.fullName,
        state.representative?.personalNumber
      ),
    ]
    return try named.compactMap { relation, name, number in
      guard let name else { return nil }
      let parts = SessionDraft.parts(of: name)
      return try Relative(
        relation: relation,
        name: PersonName(
          family: parts[.lastName], middle: parts[.middleName], given: parts[.firstName] ?? name),
        personalNumber: number)
    }
  }

  // MARK: Captures

  private func blob(_ name: String) throws -> [UInt8] {
    guard let bytes = blobs[name] else {
      throw SessionError.draft("a picture of it is lost", nil)
    }
    return bytes
  }

  private func capture(_ kept: KeptFinger) throws -> FingerCapture {
    guard let resolution = Resolution(pixelsPerInch: kept.pixelsPerInch) else {
      throw SessionError.draft("a resolution in it is wrong", nil)
    }
    let template = try blobs[BlobName.minutiae(kept.position)].map {
      try FingerprintTemplate(decoding: $0).minutiae
    }
    return try FingerCapture(
      position: kept.position, impression: kept.impression, time: moment(kept.secondsSince1970),
      image: EncodedImage(blob(BlobName.image(kept.position)), resolution: resolution),
      template: template,
      qualities: kept.fingers.compactMap {
        FingerQuality(finger: $0.finger, score: $0.score, algorithm: .unreported)
      },
      segments: segments(kept),
      provenance: provenance(kept.device, kept.frameSha256, kept.algorithms))
  }

  private func segments(_ kept: KeptFinger) -> [FingerSegment] {
    zip(kept.fingers, kept.confidences).compactMap { finger, confidence in
      guard let box = finger.box else { return nil }
      return FingerSegment(
        finger: finger.finger, left: box.left, right: box.right, top: box.top, bottom: box.bottom,
        quality: FingerQuality(finger: finger.finger, score: confidence, algorithm: .unreported))
    }
  }

  private func capture(_ kept: KeptEye) throws -> EyeCapture {
    try EyeCapture(
      label: kept.eye, kind: IrisImageKind(rawValue: kept.kind) ?? .uncropped,
      time: moment(kept.secondsSince1970),
      image: EncodedImage(blob(BlobName.image(kept.eye)), resolution: .standard),
      outline: kept.outline, quality: QualityBlock(value: kept.score),
      provenance: provenance(kept.device, kept.frameSha256, kept.algorithms))
  }

  private func face() throws -> FaceCapture? {
    try portrait.map { kept in
      try FaceCapture(
        image: FaceImage(blob(BlobName.portrait)), time: moment(kept.secondsSince1970),
        provenance: provenance(kept.device, kept.frameSha256, []))
    }
  }

  private func provenance(
    _ device: String, _ frame: String, _ algorithms: [AlgorithmVersion]
  ) throws -> Provenance {
    guard let digest = Digest256(hexadecimal: frame) else {
      throw SessionError.draft("a digest in it is wrong", nil)
    }
    return try Provenance(device: device, frameDigest: digest, algorithms: algorithms)
  }

  private func moment(_ seconds: Int) throws -> UTCTime {
    guard let time = UTCTime(secondsSince1970: seconds) else {
      throw SessionError.draft("a time in it is wrong", nil)
    }
    return time
  }

  private var missingFingers: [MissingFinger] {
    state.exceptions.compactMap { exception in
      guard case .finger(let finger) = exception.part else { return nil }
      return MissingFinger(finger, exception.reason.ofFinger)
    }
  }

  private var missingEyes: [MissingEye] {
    state.exceptions.compactMap { exception in
      guard case .eye(let eye) = exception.part else { return nil }
      // The remark may hold what no record field can; the manifest has it.
      return MissingEye(eye, exception.reason.ofEye)
    }
  }
}
