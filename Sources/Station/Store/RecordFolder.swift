// SPDX-License-Identifier: Apache-2.0

import Glibc
public import Records

/// The folder of one application's record: it appears whole under its name, or not at all.
///
/// Everything is written into a hidden folder beside the final one, forced to the disk, and then
/// renamed. Whoever sees `PARENT/ID` sees a complete record, also after a power cut.
public struct RecordFolder: Sendable {
  /// What to do when the application has a record already.
  public enum Existing: Sendable { case refuse, replace }

  /// Folder of all records.
  public let parent: String
  /// The application's id, checked by `ApplicationReader`; a folder name.
  public let id: String

  /// Takes the folder of all records and an application's id.
  public init(parent: String, id: String) {
    self.parent = parent
    self.id = id
  }

  /// Path of the finished folder.
  public var path: String { parent + "/" + id }

  /// Whether the application has a record.
  public var exists: Bool { FileSystem.exists(path) }

  /// Makes sure, before anything is captured, that a record can be written.
  ///
  /// Throws `record-exists` and `folder-unwritable`.
  public func prepare(existing: Existing) throws(RecordFolderError) {
    try FileSystem.makeFolders(parent)
    recover()
    if existing == .refuse, exists { throw .exists(path) }
    guard FileSystem.isFolder(parent), access(parent, W_OK | X_OK) == 0 else {
      throw .unwritable(parent)
    }
  }

  /// Writes the files and gives them their folder's name in one step.
  ///
  /// Folders and files are readable by their owner alone. Throws `record-exists` and
  /// `folder-unwritable`; then nothing of the new record is left.
  public func write(_ files: [RecordPart], existing: Existing) throws(RecordFolderError) {
    try prepare(existing: existing)
    let partial = hidden("partial")
    do throws(RecordFolderError) {
      try FileSystem.makeFolder(partial)
      for file in files { try FileSystem.write(file.bytes, to: partial + "/" + file.name) }
      try FileSystem.synchronise(partial)
      try publish(partial, existing)
    } catch {
      FileSystem.remove(partial)
      throw error
    }
  }

  /// A rename onto a folder that holds files fails, so two writers cannot both win.
  private func publish(_ partial: String, _ existing: Existing) throws(RecordFolderError) {
    let replaced = hidden("replaced")
    let hadOne = existing == .replace && rename(path, replaced) == 0
    guard rename(partial, path) == 0 else {
      let reason = errno
      if hadOne { rename(replaced, path) }
      throw [EEXIST, ENOTEMPTY, ENOTDIR].contains(reason) ? .exists(path) : .unwritable(path)
    }
    try FileSystem.synchronise(parent)
    if hadOne { FileSystem.remove(replaced) }
  }

  /// Tidies up after a crash: puts a record back that was set aside but never replaced, and removes
  /// what a writer that is gone left behind.
  private func recover() {
    for name in FileSystem.names(in: parent) where name.hasPrefix(".\(id).") {
      let leftover = parent + "/" + name
      guard let writer = pid_t(name.split(separator: ".").dropLast().last ?? ""),
        writer != getpid(), kill(writer, 0) == -1, errno == ESRCH
      else { continue }
      if name.hasSuffix(".replaced"), !exists, rename(leftover, path) == 0 { continue }
      FileSystem.remove(leftover)
    }
  }

  /// `.ID.PROCESS.ending`, so that a later run knows whose it was.
  private func hidden(_ ending: String) -> String { "\(parent)/.\(id).\(getpid()).\(ending)" }
}
