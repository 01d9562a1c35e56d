// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Bytes

/// A finger image record that cannot be read or written.
public struct FingerImageError: ExplainedError, Hashable {
  /// `malformed-finger-image`, `finger-image-too-large` or `finger-image-not-in-format`.
  public let code: String
  /// What was being done, what was found, what to do.
  public let message: String

  static func malformed(_ cause: MalformedData) -> FingerImageError {
    FingerImageError(
      code: "malformed-finger-image",
      message: "Reading a finger image record (ISO/IEC 19794-4:2011): broken \(cause)."
        + " Ask its maker for a new copy.")
  }

  static let tooLarge = FingerImageError(
    code: "finger-image-too-large",
    message: "Reading a finger image record: it has more than \(FingerImageRecord.maximumBytes)"
      + " bytes. Give a record of one person's fingers.")

  static func notInFormat(_ found: String) -> FingerImageError {
    FingerImageError(
      code: "finger-image-not-in-format",
      message: "Writing a finger image record (ISO/IEC 19794-4:2011): \(found)."
        + " Change that, or write ANSI/NIST-ITL.")
  }
}
