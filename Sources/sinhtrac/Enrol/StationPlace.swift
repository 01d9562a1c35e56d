// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Station
import Store

/// Where an enrolment is sealed: an unlocked station, its rules, and who works there.
struct StationPlace {
  let station: UnlockedStation
  let policy: CapturePolicy
  let ward: ListCode
  let officer: String

  /// Unlocks the folder that `station init` made and reads its rules.
  init(folder: String, ward: ListCode, officer: String) throws {
    (self.ward, self.officer) = (ward, officer)
    station = try UnlockedStation(folder: folder)
    let rules = folder + "/policy.json"
    policy =
      FileSystem.exists(rules)
      ? try CapturePolicy(decoding: WholeFile.read(path: rules, limit: CapturePolicy.maximumBytes))
      : CapturePolicy()
  }

  /// The station's signing key with its certificate.
  var signer: CertifiedKey { station.signer }
  /// The centre's certificate, then the recovery certificate.
  var recipients: [Certificate] { station.recipients }

  /// The store below the station's folder.
  func openStore() throws -> StationStore { try station.openStore() }
}
