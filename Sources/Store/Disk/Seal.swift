// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GRDB

/// The storage key and what it does: sealing rows, and hiding ids that may say something.
struct Seal: Sendable {
  private let key: SecretKey
  private let salt: [UInt8]

  /// Makes the store's salt the first time; later opens it, which only works with the right key.
  init(_ key: SecretKey, _ disk: StoreDisk) throws(StoreError) {
    self.key = key
    let place = Array("setting/salt".utf8)
    let kept = try disk.read {
      try Row.fetchOne($0, sql: "SELECT value FROM setting WHERE name = 'salt'")?.bytes("value")
    }
    if let kept {
      guard let salt = try? AuthenticatedCipher.open(kept, with: key, authenticating: place) else {
        throw StoreError(
          .wrongKey, "This is not the key that the store was made with. Unlock with the right one.")
      }
      self.salt = salt
      return
    }
    salt = try disk.write { database in
      let salt = try RandomBytes.make(32)
      let sealed = try AuthenticatedCipher.seal(salt, with: key, authenticating: place)
      try database.execute(
        sql: "INSERT INTO setting(name, value) VALUES ('salt', ?)", arguments: [Bytes(sealed)])
      return salt
    }
  }

  /// Stands for an id in the database: the same for the same id, and telling nothing without the key.
  func alias(_ id: String) throws(CryptoError) -> [UInt8] {
    try SHA256.digest(of: salt + Array(id.utf8)).bytes
  }

  /// Seals bytes for a place, such as `person/2026-11-22/7`.
  func seal(_ plain: [UInt8], at place: String) throws(CryptoError) -> [UInt8] {
    try AuthenticatedCipher.seal(plain, with: key, authenticating: Array(place.utf8))
  }

  /// Opens what was sealed for the same place; throws `store-damaged` for anything else.
  func open(_ sealed: [UInt8], at place: String) throws(StoreError) -> [UInt8] {
    do {
      return try AuthenticatedCipher.open(sealed, with: key, authenticating: Array(place.utf8))
    } catch { throw .damaged("A sealed entry of the store") }
  }
}
