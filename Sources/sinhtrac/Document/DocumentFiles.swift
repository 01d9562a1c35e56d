// SPDX-License-Identifier: Apache-2.0

import Document
import FoundationEssentials

/// A reading's files on disk.
enum DocumentFiles {
  /// Writes every file read as `DG1.bin`, `EF.SOD.bin` and so on.
  static func write(_ reading: DocumentReading, to folder: String) throws {
    for (file, outcome) in reading.files {
      guard let bytes = outcome.bytes else { continue }
      try write(bytes, named: file.name + ".bin", to: folder)
    }
  }

  /// Writes one file, whole or not at all, readable by its owner alone, as a folder that is made
  /// for it. Throws `output-unwritable`.
  static func write(_ bytes: [UInt8], named name: String, to folder: String) throws {
    let url = URL(filePath: folder)
    let path = url.appending(path: name).path
    do {
      try FileManager.default.createDirectory(
        at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    } catch { throw OutputError.unwritable(path) }
  }
}
