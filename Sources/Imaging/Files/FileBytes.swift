// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Whole files in and out with a limit on what is read.
enum FileBytes {
  /// Reads a regular file of at most `limit` bytes; throws `unreadable-file` or `too-large`.
  static func read(path: String, limit: Int) throws(ImageError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ImageError(.unreadableFile, "\(path) is not a file; name an image file.")
    }
    guard status.st_size <= limit else {
      throw ImageError(
        .tooLarge, "\(path) has \(status.st_size) bytes, more than the \(limit) that are accepted.")
    }
    return try readAll(file, count: Int(status.st_size), path)
  }

  /// Writes the bytes under a temporary name beside `path`, then gives the file its name.
  static func write(
    _ bytes: [UInt8], path: String, mode: mode_t = 0o644
  ) throws(ImageError) {
    let temporary = "\(path).\(getpid()).partial"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { throw unwritable(path) }
    let written = writeAll(bytes, file)
    guard close(file) == 0, written, rename(temporary, path) == 0 else {
      let error = unwritable(path)
      unlink(temporary)
      throw error
    }
  }

  private static func readAll(
    _ file: Int32, count: Int, _ path: String
  ) throws(ImageError) -> [UInt8] {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, count - filled)
        if got < 0 && errno == EINTR { continue }
        failed = got < 0
        if got <= 0 { break }
        filled += got
      }
    }
    if failed { throw unreadable(path) }
    return bytes
  }

  private static func writeAll(_ bytes: [UInt8], _ file: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let put = Glibc.write(file, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if put < 0 && errno == EINTR { continue }
        if put < 0 { return false }
        done += put
      }
      return true
    }
  }

  private static func unreadable(_ path: String) -> ImageError {
    ImageError(.unreadableFile, "\(path) cannot be read: \(systemReason()).")
  }

  private static func unwritable(_ path: String) -> ImageError {
    ImageError(.unwritableFile, "\(path) cannot be written: \(systemReason()).")
  }

  /// Why the last system call failed, in the system's words.
  static func systemReason() -> String {
    String(cString: strerror(errno)).lowercased()
  }
}
