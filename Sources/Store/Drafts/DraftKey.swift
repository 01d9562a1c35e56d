// SPDX-License-Identifier: Apache-2.0

import Cryptography

/// The random key of one draft: when it is gone, so is the draft, whatever a disk may still hold.
struct DraftKey {
  private let key: SecretKey
  /// Makes the digests of images say nothing to somebody who has the image and not the key.
  private let salt: [UInt8]

  init() throws(CryptoError) {
    key = try SecretKey()
    salt = try RandomBytes.make(32)
  }

  /// Opens a wrapped key; `draft` is the alias it belongs to.
  init(_ wrapped: [UInt8], of draft: [UInt8], by seal: Seal) throws {
    let both = try seal.open(wrapped, at: Self.place(draft))
    key = try SecretKey(Array(both.prefix(SecretKey.count)))
    salt = Array(both.dropFirst(SecretKey.count))
  }

  /// The key wrapped under the storage key.
  func wrapped(for draft: [UInt8], by seal: Seal) throws -> [UInt8] {
    let bytes = key.withBytes { Array($0) }
    return try seal.seal(bytes + salt, at: Self.place(draft))
  }

  func digest(_ plain: [UInt8]) throws(CryptoError) -> [UInt8] {
    let computation = try SHA256()
    try computation.update(salt)
    try computation.update(plain)
    return try computation.finish().bytes
  }

  /// Seals a part: it opens only as the same part of the same draft in the same version.
  func seal(
    _ plain: [UInt8], _ id: String, _ name: String, _ version: Int
  ) throws(CryptoError) -> [UInt8] {
    try AuthenticatedCipher.seal(
      plain, with: key, authenticating: Array("\(id)/\(name)/\(version)".utf8))
  }

  func open(
    _ sealed: [UInt8], _ id: String, _ name: String, _ version: Int
  ) throws(StoreError) -> [UInt8] {
    do {
      return try AuthenticatedCipher.open(
        sealed, with: key, authenticating: Array("\(id)/\(name)/\(version)".utf8))
    } catch { throw .damaged("A part of a draft") }
  }

  private static func place(_ draft: [UInt8]) -> String {
    "draft/" + draft.map { String($0) }.joined(separator: ".")
  }
}
