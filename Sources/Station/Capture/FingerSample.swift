// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Cryptography
public import Imaging

/// One finger image as a device gave it, before anything was done to it.
public struct FingerSample: Sendable, Hashable {
  /// The finger that was asked for.
  public let position: FingerPosition
  /// How it was presented.
  public let impression: ImpressionType
  /// The picture, with the device's resolution.
  public let image: GrayImage
  /// The device as the operator knows it.
  public let device: String
  /// SHA-256 of the frame as the device gave it.
  public let frameDigest: Digest256
}
