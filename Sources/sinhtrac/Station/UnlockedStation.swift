// SPDX-License-Identifier: Apache-2.0

import Cryptography
import KeyProtection
import Station
import Store

/// A station's folder, unlocked: its keys, and whom records are sealed to.
struct UnlockedStation {
  let folder: String
  let name: String
  let storageKey: SecretKey
  let signer: CertifiedKey
  /// The centre's certificate, then the recovery certificate.
  let recipients: [Certificate]

  /// Unlocks the folder that `station init` made; passphrase or PIN are asked for.
  init(folder: String) throws {
    self.folder = folder
    let station = try ProvisionedStation(
      decoding: WholeFile.read(
        path: folder + "/" + ProvisionedStation.fileName, limit: ProvisionedStation.maximumBytes))
    name = station.name
    (storageKey, signer) = try station.unlock(
      SecretInput.ask("passphrase or PIN of \(station.name)"))
    recipients = try station.recipients()
  }

  /// The pinned certificate of the centre, as what signs receipts.
  var centre: Trust { Trust(Array(recipients.prefix(1))) }

  /// The store below the folder; audit heads are signed with the station's key.
  func openStore() throws -> StationStore {
    let key = signer
    return try StationStore(
      folder: folder + "/store", key: storageKey, signer: { try key.signature(of: $0) },
      openReceipt: centre.receiptOpener)
  }
}
