// SPDX-License-Identifier: Apache-2.0

import Biometrics
import CardReader
import Cryptography
import Document
import SampleKit
import Station

/// The sample applicant with two fingers to capture and eight under bandages: few pictures to look at, and
/// every kind of command. What the devices give is read once.
struct SampleApplicant {
  let application: Application
  let devices: ScriptedOfficer.Devices

  private static let captured: [FingerPosition] = [.rightIndex, .leftIndex]

  init(folder: String) async throws {
    application = try ApplicationReader.read(Array(Self.text.utf8))
    let files = try SampleDevices(folder: folder)
    let fingers = try Self.captured.map { ($0, try files.capture($0)) }
    var devices = ScriptedOfficer.Devices(
      fingers: Fingers(samples: Dictionary(uniqueKeysWithValues: fingers)))
    devices.eyes = Eyes(
      samples: Dictionary(
        uniqueKeysWithValues: try EyeLabel.both.map { ($0, try files.capture($0)) }))
    devices.card = try await Self.card()
    let face = try SamplePerson.portrait()
    devices.portrait = PresentedPortrait(
      file: face, device: "sample camera", frameDigest: try SHA256.digest(of: face))
    devices.photographs = application.proofs.mapValues { _ in PictureFile(face) }
    self.devices = devices
  }

  /// The devices without the second finger: the session stops there.
  var halfway: ScriptedOfficer.Devices {
    var half = devices
    guard let fingers = devices.fingers as? Fingers else { return half }
    half.fingers = Fingers(samples: fingers.samples.filter { $0.key == Self.captured[0] })
    return half
  }

  private static var text: String {
    let missing = FingerPosition.tenFingers.filter { !captured.contains($0) }.map {
      #"{ "finger": "\#($0.name)", "reason": "bandaged", "photo": "hand.png" }"#
    }
    return #"""
      { "format": "sinhtrac-application-1", "id": "faulty-disk",
        "request": { "procedure": "FIRST_ISSUANCE" },
        "applicant": {
          "lastName": "Nguyễn", "middleName": "Thị Ví", "firstName": "Dụ",
          "dateOfBirth": "1990-09-02", "gender": "F", "personalNumber": "001190000001",
          "permanentResidence": "Số 0, phố Không Có Thật, Hà Nội" },
        "supervisor": "supervisor-1", "missingFingers": [\#(missing.joined(separator: ","))] }
      """#
  }

  private static func card() async throws -> CardReading {
    let card = try SampleCard()
    var anchors = TrustAnchors()
    anchors.add(card.authority)
    let reader = DocumentReader(
      keys: [.cardAccessNumber(card.holder.cardAccessNumber)], anchors: anchors)
    return CardReading(
      try await reader.read { () async throws(CardError) in EmulatedCardChannel(card) })
  }

  private struct Fingers: FingerSource {
    let samples: [FingerPosition: FingerSample]
    var slaps: [FingerPosition] { [] }
    func check(_ application: Application) {}
    func capture(_ finger: FingerPosition) throws -> FingerSample {
      guard let sample = samples[finger] else { throw Wrong("no such finger") }
      return sample
    }
  }

  private struct Eyes: EyeSource {
    let samples: [EyeLabel: EyeSample]
    var eyes: [EyeLabel] { EyeLabel.both }
    func capture(_ eye: EyeLabel) throws -> EyeSample {
      guard let sample = samples[eye] else { throw Wrong("no such eye") }
      return sample
    }
  }
}
