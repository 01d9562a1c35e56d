// SPDX-License-Identifier: Apache-2.0

import CardReader
import Cryptography
import Document
import FoundationEssentials
import Imaging
import Records
import SampleKit
import Station

/// The sample applicant's invented card and face, on devices in this program.
enum SampleDesk {
  /// Whether the application is the sample applicant's, whose card and face these are.
  static func serves(_ given: Application) -> Bool {
    given.applicant.personalNumber == DocumentHolder.sampleApplicant.personalNumber
  }

  /// What the card's chip says.
  static func card() async throws -> CardReading {
    let card = try SampleCard()
    var anchors = TrustAnchors()
    anchors.add(card.authority)
    let reader = DocumentReader(
      keys: [.cardAccessNumber(card.holder.cardAccessNumber)], anchors: anchors)
    let reading = try await reader.read { () async throws(CardError) in EmulatedCardChannel(card) }
    return CardReading(reading)
  }

  /// The face that is drawn on the card.
  static func portrait() throws -> PresentedPortrait {
    let file = try SamplePerson.portrait()
    return PresentedPortrait(
      file: file, device: "sample camera", frameDigest: try SHA256.digest(of: file))
  }
}

extension SampleDevices {
  /// The portrait beside the application; nil where there is none.
  func portrait() throws -> PresentedPortrait? {
    for name in ["portrait.png", "portrait.jpg"] where FileSystem.exists(folder + "/" + name) {
      let file = try WholeFile.read(
        path: folder + "/" + name, limit: ImageLimits.standard.fileSize)
      return PresentedPortrait(
        file: file, device: "sample image", frameDigest: try SHA256.digest(of: file))
    }
    return nil
  }
}
