// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Glibc

/// Reads whole files whose size is not trusted.
public enum WholeFile {
  /// Gives the bytes of a regular file; throws `file-unreadable`, and `file-too-large` before any
  /// memory is taken when it has more than `limit` bytes.
  public static func read(path: String, limit: Int) throws(FileError) -> [UInt8] {
    // Without O_NONBLOCK, opening a named pipe would wait for its writer.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw .unreadable(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
    guard status.st_size <= limit else { throw .tooLarge(path, Int(status.st_size), limit) }
    return try readAll(file, count: Int(status.st_size), path)
  }

  private static func readAll(
    _ file: Int32, count: Int, _ path: String
  ) throws(FileError) -> [UInt8] {
    var reason: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, count - filled)
        if got < 0, errno == EINTR { continue }
        if got < 0 { reason = errno }
        guard got > 0 else { break }
        filled += got
      }
    }
    guard reason == 0 else {
      errno = reason
      throw .unreadable(path)
    }
    return bytes
  }
}

/// Why a file could not be read.
public struct FileError: ExplainedError, Hashable {
  /// `file-unreadable` or `file-too-large`.
  public let code: String
  /// What was found and what to do.
  public let message: String

  /// Reads the reason from `errno`: make it right after the call that failed.
  static func unreadable(_ path: String) -> FileError {
    let reason = String(cString: strerror(errno)).lowercased()
    return FileError(
      code: "file-unreadable",
      message: "\(path) cannot be read: \(reason). Check its name and who may read it.")
  }

  static func notAFile(_ path: String) -> FileError {
    FileError(code: "file-unreadable", message: "\(path) is not a file; name a file.")
  }

  static func tooLarge(_ path: String, _ size: Int, _ limit: Int) -> FileError {
    FileError(
      code: "file-too-large",
      message: "\(path) has \(size) bytes, more than the \(limit) that are accepted. "
        + "Check that it is the right file.")
  }
}
