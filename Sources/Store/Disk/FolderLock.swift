// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Keeps a second process out of a store: held as long as the value lives, gone when its process ends.
package final class FolderLock: Sendable {
  private let file: Int32

  /// Throws `store-in-use` when another process, or another store of this one, has the folder.
  package init(folder: String) throws(StoreError) {
    file = open(folder + "/lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw DiskError.system(folder + "/lock") }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      throw errno == EWOULDBLOCK ? DiskError.inUse(folder) : DiskError.system(folder + "/lock")
    }
  }

  deinit { close(file) }
}
