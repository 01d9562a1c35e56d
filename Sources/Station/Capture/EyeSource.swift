// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Cryptography
public import Imaging

/// One eye's picture as a device gave it, before anything was done to it.
public struct EyeSample: Sendable, Hashable {
  /// The eye that was asked for.
  public let label: EyeLabel
  /// The near-infrared picture, upright.
  public let image: GrayImage
  /// The device as the operator knows it.
  public let device: String
  /// SHA-256 of the frame as the device gave it.
  public let frameDigest: Digest256

  /// Takes all parts.
  public init(label: EyeLabel, image: GrayImage, device: String, frameDigest: Digest256) {
    self.label = label
    self.image = image
    self.device = device
    self.frameDigest = frameDigest
  }
}

/// Where the eyes of an enrolment come from: sample pictures, or what a camera gave.
public protocol EyeSource: Sendable {
  /// The eyes that there are pictures of, the right one first.
  var eyes: [EyeLabel] { get }

  /// Gives an eye's picture; called on any thread.
  func capture(_ eye: EyeLabel) throws -> EyeSample
}

extension SampleDevices: EyeSource {
  /// Presents the eye: reads and decodes its picture.
  ///
  /// Throws `eye-unaccounted` when the folder has none, `FileError`, `ImageError`.
  public func capture(_ eye: EyeLabel) throws -> EyeSample {
    guard let file = eyeFiles[eye] else { throw SampleDeviceError.noImage(eye, folder) }
    let (image, digest) = try read(file)
    return EyeSample(label: eye, image: image, device: "sample image", frameDigest: digest)
  }

  /// The eyes that there are pictures of, the right one first.
  public var eyes: [EyeLabel] { EyeLabel.both.filter { eyeFiles[$0] != nil } }
}
