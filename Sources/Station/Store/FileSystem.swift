// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The calls that a durable record needs; a file counts as written when it is on the disk.
public enum FileSystem {
  /// Whether there is a file or folder.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether there is a folder that can be read; leaves the reason in `errno` when there is none.
  public static func isFolder(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }

  /// The folder that a file lies in; `.` for a plain name.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the folder and those above it; folders that are there stay as they are.
  static func makeFolders(_ path: String) throws(RecordFolderError) {
    guard !exists(path) else { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolders(String(path[..<slash]))
    }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .unwritable(path) }
  }

  /// Makes one folder that must be new.
  static func makeFolder(_ path: String) throws(RecordFolderError) {
    guard mkdir(path, 0o700) == 0 else { throw .unwritable(path) }
  }

  /// Writes a new file and forces it to the disk.
  static func write(_ bytes: [UInt8], to path: String) throws(RecordFolderError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .unwritable(path) }
    let complete = writeAll(bytes, to: file) && fsync(file) == 0
    let reason = errno
    guard close(file) == 0, complete else {
      errno = reason
      throw .unwritable(path)
    }
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        let count = Glibc.write(file, part.baseAddress, part.count)
        if count < 0, errno != EINTR { return false }
        rest = rest.dropFirst(max(count, 0))
      }
      return true
    }
  }

  /// Forces a folder's entries to the disk.
  static func synchronise(_ folder: String) throws(RecordFolderError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unwritable(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .unwritable(folder) }
  }

  /// Names in a folder, in no order; none when it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Removes a folder of plain files, as far as it can.
  static func remove(_ folder: String) {
    for name in names(in: folder) { unlink(folder + "/" + name) }
    rmdir(folder)
  }
}
