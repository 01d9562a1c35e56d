// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A folder of files that appear whole or not at all and survive a power cut.
package struct DurableFolder: Sendable {
  /// Ending of files that are still being written.
  package static let partial = ".partial"

  package let path: String

  /// Makes the folder, readable by its owner alone, unless it is there.
  package static func make(_ path: String) throws(StoreError) -> DurableFolder {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw DiskError.system(path) }
    let folder = DurableFolder(path: path)
    guard chmod(path, 0o700) == 0 else { throw DiskError.system(path) }
    try DurableFolder(path: path + "/..").synchronise()
    return folder
  }

  /// Writes under another name, forces the file to the disk, renames it, forces the folder to the disk.
  package func write(_ bytes: [UInt8], as name: String) throws(StoreError) {
    let (final, temporary) = (path + "/" + name, path + "/" + name + Self.partial)
    do throws(StoreError) {
      try writeWhole(bytes, to: temporary)
      guard rename(temporary, final) == 0 else { throw DiskError.system(final) }
    } catch {
      unlink(temporary)
      throw error
    }
    try synchronise()
  }

  private func writeWhole(_ bytes: [UInt8], to path: String) throws(StoreError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw DiskError.system(path) }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw DiskError.system(path) }
      rest = rest.dropFirst(count)
    }
    guard fsync(file) == 0 else { throw DiskError.system(path, .syncing) }
  }

  /// Reads a whole regular file; `fresh` asks the system to forget its own copy first, so that the bytes
  /// come from the disk.
  package func read(_ name: String, limit: Int, fresh: Bool = false) throws(StoreError) -> [UInt8] {
    let path = self.path + "/" + name
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      throw [ENOENT, ELOOP].contains(errno) ? .damaged(path) : DiskError.system(path, .reading)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw DiskError.system(path, .reading) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
      throw StoreError.damaged(path)
    }
    if fresh { posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) }
    return try readAll(file, Int(status.st_size), path)
  }

  private func readAll(_ file: Int32, _ count: Int, _ path: String) throws(StoreError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes[filled...].withUnsafeMutableBytes {
        Glibc.read(file, $0.baseAddress, $0.count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw DiskError.system(path, .reading) }
      guard got > 0 else { throw StoreError.damaged(path) }
      filled += got
    }
    return bytes
  }

  /// Forces the folder's entries to the disk.
  package func synchronise() throws(StoreError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskError.system(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw DiskError.system(path, .syncing) }
  }

  /// Removes a file; one that is gone already is as good.
  package func remove(_ name: String) throws(StoreError) {
    guard unlink(path + "/" + name) == 0 || errno == ENOENT else {
      throw DiskError.system(path + "/" + name)
    }
  }

  /// Removes the folder with the plain files in it, as far as it can.
  func removeAll() {
    for name in (try? names()) ?? [] { unlink(path + "/" + name) }
    rmdir(path)
  }

  /// Bytes of a regular file; nil when there is none.
  package func size(_ name: String) throws(StoreError) -> Int? {
    var status = stat()
    guard lstat(path + "/" + name, &status) == 0 else {
      guard errno == ENOENT else { throw DiskError.system(path + "/" + name, .reading) }
      return nil
    }
    return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  /// Names of all entries, in alphabetical order.
  package func names() throws(StoreError) -> [String] {
    guard let stream = opendir(path) else { throw DiskError.system(path, .reading) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
