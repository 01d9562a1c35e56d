// SPDX-License-Identifier: Apache-2.0

package import GRDB
import GRDBSQLite
import Glibc

extension Database {
  /// Whether the system failed to read the database or its write-ahead log.
  ///
  /// SQLite reports such a failure as a malformed database (`SQLITE_IOERR_CORRUPTFS` becomes
  /// `SQLITE_CORRUPT` in `sqlite3VdbeExec`); only the number that the system gave tells a disk that cannot
  /// be read from a file that holds something else.
  package var couldNotBeRead: Bool {
    var (number, logNumber): (Int32, Int32) = (0, 0)
    sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_LAST_ERRNO, &number)
    var log: UnsafeMutablePointer<sqlite3_file>?
    sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log)
    if let log, let ask = log.pointee.pMethods?.pointee.xFileControl {
      _ = ask(log, SQLITE_FCNTL_LAST_ERRNO, &logNumber)
    }
    return [EIO, ENXIO].contains(number) || [EIO, ENXIO].contains(logNumber)
  }

  /// Does work; a failure that comes from a disk that cannot be read is told as one.
  package func telling<Value>(_ work: () throws -> Value) throws -> Value {
    do { return try work() } catch let error as DatabaseError {
      guard [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode), couldNotBeRead else {
        throw error
      }
      throw DiskError.unreadable("the database")
    }
  }
}
