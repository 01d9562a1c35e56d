// SPDX-License-Identifier: Apache-2.0

import GRDB
import Glibc

/// Errors of the system and of SQLite in the store's own words.
package enum DiskError {
  /// What a call on a file was for.
  package enum Purpose { case reading, writing, syncing }

  /// What `errno` says after a call on a file.
  ///
  /// After a failed fsync the system may have dropped the data and may call the next fsync a success, so
  /// there is no second try, whatever the reason.
  package static func system(_ path: String, _ purpose: Purpose = .writing) -> StoreError {
    let number = errno
    let text = String(cString: strerror(number)).lowercased()
    if purpose == .syncing || [EIO, EROFS, ENXIO, ENODEV].contains(number) {
      return purpose == .reading ? unreadable("\(path): \(text)") : failed("\(path): \(text)")
    }
    if [ENOSPC, EDQUOT].contains(number) { return full(path) }
    return StoreError(
      .unusable, "\(path) cannot be used: \(text). Check the folder's owner and its disk.")
  }

  /// What an error thrown inside a transaction means.
  package static func translating(_ error: any Error) -> StoreError {
    if let error = error as? StoreError { return error }
    guard let error = error as? DatabaseError else {
      return StoreError(
        .cryptography, "A primitive failed while storing; start the program again.", cause: error)
    }
    let text = "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: return full("the database")
    case .SQLITE_IOERR where error.extendedResultCode != .SQLITE_IOERR_NOMEM:
      return [.SQLITE_IOERR_READ, .SQLITE_IOERR_FSTAT, .SQLITE_IOERR_ACCESS]
        .contains(error.extendedResultCode)
        ? unreadable("the database: \(text)") : failed("the database: \(text)")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .damaged("The database (\(text))")
    case .SQLITE_BUSY, .SQLITE_LOCKED: return inUse("the database")
    default:
      return StoreError(
        .unusable, "The database cannot be used: \(text). Check the folder's owner and its disk.")
    }
  }

  static func inUse(_ path: String) -> StoreError {
    StoreError(
      .inUse,
      "Another program has \(path) open. End it (a running station keeps its store), then try again."
    )
  }

  private static func full(_ path: String) -> StoreError {
    StoreError(
      .diskFull,
      "The disk is full at \(path). Nothing was stored, what was stored before is kept. Make room: "
        + "send or export records, remove other files.")
  }

  /// What a disk that cannot be read leads to: it may have kept everything.
  package static func unreadable(_ what: String) -> StoreError {
    StoreError(
      .diskFailed,
      "The disk could not be read (\(what)). Nothing was changed. The store is closed: start the program "
        + "again, and if this comes back, take the disk to somebody who saves what is on it.")
  }

  private static func failed(_ what: String) -> StoreError {
    StoreError(
      .diskFailed,
      "The disk did not take the data (\(what)). What was acknowledged before is kept; the last step "
        + "was not stored. The store is closed: start the program again, and if this comes back, "
        + "export the records and replace the disk.")
  }
}
