// SPDX-License-Identifier: Apache-2.0

import Biometrics
import CardReader
import Cryptography
import Document
import Fingerprint
import Imaging
import Records
import SampleKit
import Synchronization
import Testing

@testable import Station

/// Pictures of one invented person, each made once for all tests.
enum SamplePictures {
  static let person = SamplePerson()
  private static let made = Mutex<[String: GrayImage]>([:])

  static func presentation(
    _ position: FingerPosition, _ manner: CaptureManner, missing: Set<FingerPosition> = [],
    number: Int = 0
  ) throws -> Presentation {
    let key = "\(position) \(manner) \(missing.map(\.rawValue).sorted()) \(number)"
    return try presentation(key) {
      switch manner {
      case .slap: person.slap(position, missing: missing, presentation: number)
      case .roll: person.roll(position, presentation: number)
      case .plain: person.plain(position, presentation: number)
      }
    }
  }

  static func eye(_ label: EyeLabel) throws -> PresentedEye {
    PresentedEye(label, try presentation("\(label)") { person.eye(label) })
  }

  static func portrait(_ feedback: PortraitFeedback? = nil) throws -> PresentedPortrait {
    let file = try SamplePerson.portrait()
    return PresentedPortrait(
      file: file, device: "sample camera", frameDigest: try SHA256.digest(of: file),
      feedback: feedback)
  }

  /// The sample applicant's card, read through its emulated chip.
  static func card() async throws -> CardReading {
    let card = try SampleCard()
    var anchors = TrustAnchors()
    anchors.add(card.authority)
    let reader = DocumentReader(
      keys: [.cardAccessNumber(card.holder.cardAccessNumber)], anchors: anchors)
    return CardReading(
      try await reader.read { () throws(CardError) in EmulatedCardChannel(card) })
  }

  /// The print of a finger, as an operator's is kept.
  static func template(
    _ finger: FingerPosition, number: Int = 1
  ) throws -> FingerprintTemplate {
    let image = try presentation(finger, .plain, number: number).image
    let features = try MinutiaExtractor().extract(
      Normalizer().normalize(image), workspace: ExtractionWorkspace())
    return try #require(features.template(position: finger))
  }

  private static func presentation(
    _ key: String, _ make: () -> GrayImage
  ) throws -> Presentation {
    let image = made.withLock { made in
      if let image = made[key] { return image }
      let image = make()
      made[key] = image
      return image
    }
    return Presentation(
      image: image, device: "sample image", frameDigest: try SHA256.digest(of: image.pixels))
  }
}

extension CapturePolicy {
  /// Takes nearly every capture at once: for tests that are about something else.
  static let easy: CapturePolicy = {
    var policy = CapturePolicy()
    let limit = CaptureLimit(accept: 1, supervise: 0, attempts: 3)
    (policy.finger, policy.roll, policy.eye) = (limit, limit, limit)
    policy.fingers = [:]
    return policy
  }()
}
