// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why sample images cannot stand in for a scanner.
public struct SampleDeviceError: ExplainedError, Hashable {
  /// `device-unavailable`, `finger-twice`, `finger-unaccounted`, `finger-present-and-missing`,
  /// `eye-twice`, `eye-unaccounted` or `eye-present-and-missing`.
  public let code: String
  /// What was found and what to do.
  public let message: String

  static func noFolder(_ folder: String) -> SampleDeviceError {
    SampleDeviceError(
      code: "device-unavailable",
      message: "The sample folder \(folder) cannot be read; name a folder with finger images.")
  }

  static func fingerTwice(
    _ finger: FingerPosition, _ first: String, _ second: String
  ) -> SampleDeviceError {
    SampleDeviceError(
      code: "finger-twice",
      message: "There are two images of \(finger.name): \(first) and \(second). Keep one of them.")
  }

  static func noImage(_ finger: FingerPosition, _ folder: String) -> SampleDeviceError {
    SampleDeviceError(
      code: "finger-unaccounted",
      message: "There is no image of \(finger.name) in \(folder), and the application does not "
        + "declare it missing. Add \(finger.name).png, or name the finger under missingFingers.")
  }

  static func presentAndMissing(_ finger: FingerPosition) -> SampleDeviceError {
    SampleDeviceError(
      code: "finger-present-and-missing",
      message: "The application declares \(finger.name) missing, but there is an image of it. "
        + "Take the image away, or the finger out of missingFingers.")
  }

  static func eyeTwice(_ eye: EyeLabel, _ first: String, _ second: String) -> SampleDeviceError {
    SampleDeviceError(
      code: "eye-twice",
      message: "There are two pictures of the \(eye.name): \(first) and \(second). Keep one.")
  }

  static func noImage(_ eye: EyeLabel, _ folder: String) -> SampleDeviceError {
    SampleDeviceError(
      code: "eye-unaccounted",
      message: "There is no picture of the \(eye.name) in \(folder), and the application does not "
        + "declare it missing. Add \(eye.name).png, or name the eye under missingEyes.")
  }

  static func presentAndMissing(_ eye: EyeLabel) -> SampleDeviceError {
    SampleDeviceError(
      code: "eye-present-and-missing",
      message: "The application declares the \(eye.name) missing, but there is a picture of it. "
        + "Take the picture away, or the eye out of missingEyes.")
  }
}
