// SPDX-License-Identifier: Apache-2.0

import Records
import Station

/// An ANSI/NIST-ITL file, named itself or by the folder that enrol wrote.
struct RecordFile {
  let path: String
  let bytes: [UInt8]
  private let folder: String

  init(path given: String) throws {
    if FileSystem.isFolder(given) {
      folder = given
      path = given + "/" + ApplicationRecord.transactionName
    } else {
      folder = FileSystem.folder(of: given)
      path = given
    }
    bytes = try WholeFile.read(path: path, limit: NISTTransaction.maximumBytes)
  }

  /// Compares every file that the manifest beside this one lists; gives their number, 0 where there
  /// is no manifest.
  ///
  /// Throws `part-altered` for a file that is not what was written.
  func checkManifest() throws -> Int {
    let file = folder + "/" + ApplicationRecord.manifestName
    guard FileSystem.exists(file) else { return 0 }
    let manifest = try Manifest(
      decoding: WholeFile.read(path: file, limit: Manifest.maximumBytes))
    for part in manifest.parts {
      let bytes = try WholeFile.read(
        path: folder + "/" + part.name, limit: NISTTransaction.maximumBytes)
      try manifest.check(RecordPart(name: part.name, bytes: bytes))
    }
    return manifest.parts.count
  }
}
