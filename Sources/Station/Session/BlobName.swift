// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// Names of a draft's blobs: one for each place, so that a better capture replaces the last one.
enum BlobName {
  static let chipFace = "chip-face"
  static let portrait = "portrait"
  static let signature = "signature"

  /// The picture of a finger or slap as it enters the record.
  static func image(_ position: FingerPosition) -> String { "image-\(position.name)" }

  /// Minutiae on the whole image, as they enter the record.
  static func minutiae(_ position: FingerPosition) -> String { "minutiae-\(position.name)" }

  /// What comparisons use of one finger of a capture.
  static func print(_ finger: FingerPosition, of position: FingerPosition) -> String {
    "print-\(position.name)-\(finger.name)"
  }

  /// The picture of an eye as it enters the record.
  static func image(_ eye: EyeLabel) -> String { "image-\(eye.name)" }

  /// What comparisons use of an eye.
  static func code(_ eye: EyeLabel) -> String { "code-\(eye.name)" }

  /// The photograph of an exception.
  static func photo(_ part: BodyPart) -> String { "exception-\(part.name)" }
}
