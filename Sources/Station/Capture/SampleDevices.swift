// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Cryptography
import Imaging

/// A scanner and an iris camera made of files: a folder with one image for each finger, such as
/// `right-index.png`, and slaps such as `plain-right-four.png` and eyes such as `right-eye.png` where
/// there are any.
public struct SampleDevices: Sendable {
  /// The folder.
  public let folder: String
  private let files: [FingerPosition: String]
  let eyeFiles: [EyeLabel: String]

  /// Largest image file; the decoders have narrower limits of their own.
  private static let maximumBytes = ImageLimits.standard.fileSize

  /// Looks through the folder once; files that are not named after a finger or an eye are left alone.
  ///
  /// Throws `device-unavailable` when the folder cannot be read, and `finger-twice` or `eye-twice`
  /// when two images are there for one finger or eye.
  public init(folder: String) throws(SampleDeviceError) {
    guard FileSystem.isFolder(folder) else { throw .noFolder(folder) }
    var files: [FingerPosition: String] = [:]
    var eyeFiles: [EyeLabel: String] = [:]
    for name in FileSystem.names(in: folder).sorted() where ImageFormat(path: name) != nil {
      let stem = String(name.prefix { $0 != "." })
      if let eye = EyeLabel(name: stem), let other = eyeFiles.updateValue(name, forKey: eye) {
        throw .eyeTwice(eye, other, name)
      }
      guard let finger = FingerPosition(name: stem), finger.isCaptured else { continue }
      if let other = files.updateValue(name, forKey: finger) {
        throw .fingerTwice(finger, other, name)
      }
    }
    self.folder = folder
    self.files = files
    self.eyeFiles = eyeFiles
  }

  /// The slaps that there are images of, in the order of their codes.
  public var slaps: [FingerPosition] {
    files.keys.filter { !$0.isSingleFinger }.sorted { $0.rawValue < $1.rawValue }
  }

  /// Whether there is an image of any finger or slap.
  public var hasFingers: Bool { !files.isEmpty }

  /// Whether there is an image of the finger.
  public func has(_ finger: FingerPosition) -> Bool { files[finger] != nil }

  /// Presents the finger: reads and decodes its image.
  ///
  /// Throws `finger-unaccounted` when the folder has none, `FileError`, `ImageError`.
  public func capture(_ finger: FingerPosition) throws -> FingerSample {
    guard let file = files[finger] else { throw SampleDeviceError.noImage(finger, folder) }
    let (image, digest) = try read(file)
    return FingerSample(
      position: finger, impression: .liveScanPlain, image: image, device: "sample image",
      frameDigest: digest)
  }

  /// The image in a file of the folder, and the file's digest.
  func read(_ file: String) throws -> (image: GrayImage, digest: Digest256) {
    let bytes = try WholeFile.read(path: "\(folder)/\(file)", limit: Self.maximumBytes)
    return (try ImageFile.decode(bytes), try SHA256.digest(of: bytes))
  }
}

extension FingerPosition {
  /// Whether a scanner is asked for it: a single finger, or a slap of several.
  fileprivate var isCaptured: Bool { isSingleFinger || fingers.count > 1 }
}
