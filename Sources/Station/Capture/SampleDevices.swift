// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Crypto
import Imaging

/// A scanner made of files: a folder with one image for each finger, such as `right-index.png`,
/// and slaps such as `plain-right-four.png` where there are any.
public struct SampleDevices: Sendable {
  let folder: String
  private let files: [FingerPosition: String]

  /// Largest image file; the decoders have narrower limits of their own.
  private static let maximumBytes = ImageLimits.standard.fileSize

  /// Looks through the folder once; files that are not named after a finger are left alone.
  ///
  /// Throws `device-unavailable` when the folder cannot be read, and `finger-twice` when two images
  /// are there for one finger.
  public init(folder: String) throws(SampleDeviceError) {
    guard FileSystem.isFolder(folder) else { throw .noFolder(folder) }
    var files: [FingerPosition: String] = [:]
    for name in FileSystem.names(in: folder).sorted() where ImageFormat(path: name) != nil {
      let stem = String(name.prefix { $0 != "." })
      guard let finger = FingerPosition(name: stem), finger.isCaptured else { continue }
      if let other = files.updateValue(name, forKey: finger) {
        throw .fingerTwice(finger, other, name)
      }
    }
    self.folder = folder
    self.files = files
  }

  /// The slaps that there are images of, in the order of their codes.
  public var slaps: [FingerPosition] {
    files.keys.filter { !$0.isSingleFinger }.sorted { $0.rawValue < $1.rawValue }
  }

  /// Whether there is an image of the finger.
  public func has(_ finger: FingerPosition) -> Bool { files[finger] != nil }

  /// Presents the finger: reads and decodes its image.
  ///
  /// Throws `finger-unaccounted` when the folder has none, `FileError`, `ImageError`.
  public func capture(_ finger: FingerPosition) throws -> FingerSample {
    guard let file = files[finger] else { throw SampleDeviceError.noImage(finger, folder) }
    let bytes = try WholeFile.read(path: "\(folder)/\(file)", limit: Self.maximumBytes)
    return FingerSample(
      position: finger, impression: .liveScanPlain, image: try ImageFile.decode(bytes),
      device: "sample image", frameDigest: try SHA256.digest(of: bytes))
  }
}

extension FingerPosition {
  /// Whether a scanner is asked for it: a single finger, or a slap of several.
  fileprivate var isCaptured: Bool { isSingleFinger || fingers.count > 1 }
}

/// Why sample images cannot stand in for a scanner.
public struct SampleDeviceError: ExplainedError, Hashable {
  /// `device-unavailable`, `finger-twice`, `finger-unaccounted` or `finger-present-and-missing`.
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
}
