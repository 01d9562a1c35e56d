// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Records

/// What the centre looks at before it signs for a record: the seal, the station, and that an application is
/// inside. Nothing of the content is kept.
struct RecordInspection {
  /// SHA-256 of the signing station's certificate, in hexadecimal digits.
  let station: String

  /// Throws `centre-refused` with the code of what was found.
  init(_ sealed: [UInt8], _ identity: Centre.Identity) throws {
    do {
      let opened = try SealedMessage.open(
        sealed, as: identity.signer.certificate, key: identity.key, trusting: identity.stations)
      let archive = try RecordArchive(decoding: opened.content)
      guard archive[ApplicationRecord.transactionName] != nil,
        archive[ApplicationRecord.manifestName] != nil
      else {
        throw CentreError(.refused, detail: "record-incomplete")
      }
      station = try SHA256.digest(of: opened.signer.der).hexadecimal
    } catch let error as CentreError {
      throw error
    } catch let error as any ExplainedError {
      throw CentreError(.refused, detail: error.code)
    }
  }
}
