// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Glibc

/// Why a record could not be put into its folder.
public struct RecordFolderError: ExplainedError, Hashable {
  /// `record-exists` or `folder-unwritable`.
  public let code: String
  /// What was found and what to do.
  public let message: String

  static func exists(_ path: String) -> RecordFolderError {
    RecordFolderError(
      code: "record-exists",
      message: "The application has a record already: \(path). Give the application another id, or "
        + "replace the record with --replace.")
  }

  /// Reads the reason from `errno`: make it right after the call that failed.
  static func unwritable(_ path: String) -> RecordFolderError {
    let reason = String(cString: strerror(errno)).lowercased()
    return RecordFolderError(
      code: "folder-unwritable",
      message: "Writing the record failed at \(path): \(reason). Make room, change the folder's "
        + "owner, or name another folder with --out.")
  }
}
