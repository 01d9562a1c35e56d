// SPDX-License-Identifier: Apache-2.0

package import GRDB

/// What a commit waits for; NORMAL is there only so that tests can show what it loses.
package enum StoreDurability: String, Sendable {
  case full = "FULL"
  case normal = "NORMAL"

  /// Settings of a database that one process has for itself.
  package var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "store"
    configuration.prepareDatabase { database in
      try database.telling {
        // Exclusive first: then the write-ahead log needs no shared memory file.
        try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "PRAGMA synchronous = \(rawValue)")
        // Rows that are removed, wrapped keys above all, are overwritten with zeros.
        try database.execute(sql: "PRAGMA secure_delete = ON")
        try database.execute(sql: "PRAGMA temp_store = MEMORY")
      }
    }
    return configuration
  }
}
