// SPDX-License-Identifier: Apache-2.0

import Cryptography
import KeyProtection
import Records
import Station
import Store

/// A station's folder, unlocked: its keys, whom records are sealed to, its rules, and its store.
struct StationPlace {
  let folder: String
  let storageKey: SecretKey
  let signer: CertifiedKey
  let recipients: [Certificate]
  let policy: CapturePolicy
  let ward: ListCode
  let officer: String

  /// Unlocks the folder that `station init` made; passphrase or PIN are asked for.
  init(folder: String, ward: ListCode, officer: String) throws {
    self.folder = folder
    (self.ward, self.officer) = (ward, officer)
    let station = try ProvisionedStation(
      decoding: WholeFile.read(
        path: folder + "/" + ProvisionedStation.fileName, limit: ProvisionedStation.maximumBytes))
    (storageKey, signer) = try station.unlock(
      SecretInput.ask("passphrase or PIN of \(station.name)"))
    recipients = try station.recipients()
    let rules = folder + "/policy.json"
    policy =
      FileSystem.exists(rules)
      ? try CapturePolicy(decoding: WholeFile.read(path: rules, limit: CapturePolicy.maximumBytes))
      : CapturePolicy()
  }

  /// The store below it.
  func openStore() throws -> StationStore {
    let key = signer
    return try StationStore(
      folder: folder + "/store", key: storageKey, signer: { try key.signature(of: $0) },
      openReceipt: Trust(Array(recipients.prefix(1))).receiptOpener)
  }
}
