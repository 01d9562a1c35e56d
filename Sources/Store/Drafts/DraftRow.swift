// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
import Records

/// A draft as the database has it, with its key and its sealed part opened.
struct DraftRow {
  /// Where one blob lies.
  struct Place {
    let version: Int
    let file: String
    let digest: [UInt8]
  }

  let alias: [UInt8]
  let id: String
  let version: Int
  let saved: UTCTime
  let key: DraftKey
  let blobs: [String: Place]
  private let state: [UInt8]

  init(_ row: Row, _ blobs: [Row], _ seal: Seal) throws {
    alias = row.bytes("id")
    version = try row.value("version")
    saved = UTCTime(clamping: try row.value("saved"))
    key = try DraftKey(row.bytes("key"), of: alias, by: seal)
    let aliasText = Self.text(alias)
    let plain = try key.open(row.bytes("sealed"), aliasText, "state", version)
    (id, state) = try Self.split(plain)
    self.blobs = try blobs.reduce(into: [:]) { places, blob in
      places[try blob.value("name")] = Place(
        version: try blob.value("version"), file: try blob.value("file"),
        digest: blob.bytes("digest"))
    }
  }

  var summary: DraftSummary { DraftSummary(id: id, version: version, saved: saved) }

  func draft(from folder: DurableFolder) throws -> Draft {
    let limit = DraftVault.blobLimit + 64
    let alias = Self.text(alias)
    let opened = try blobs.map { name, place in
      let sealed = try folder.read(place.file, limit: limit)
      return (name, try key.open(sealed, alias, name, place.version))
    }
    return Draft(
      id: id, version: version, saved: saved, state: state,
      blobs: Dictionary(uniqueKeysWithValues: opened))
  }

  /// The alias as text, for the data that a seal authenticates.
  static func text(_ alias: [UInt8]) -> String { alias.map { String($0) }.joined(separator: ".") }

  /// The id is sealed together with the state: one byte of length, the id, the state.
  static func joined(_ id: String, _ state: [UInt8]) -> [UInt8] {
    [UInt8(clamping: id.utf8.count)] + Array(id.utf8) + state
  }

  /// The opposite of `joined`. Throws `store-damaged` for other bytes.
  static func split(_ plain: [UInt8]) throws(StoreError) -> (String, [UInt8]) {
    guard let count = plain.first.map(Int.init), plain.count > count else {
      throw .damaged("A draft")
    }
    let id = String(decoding: plain[1...count], as: UTF8.self)
    return (id, Array(plain[(count + 1)...]))
  }
}
