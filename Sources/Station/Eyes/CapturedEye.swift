// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Cryptography
public import Imaging
public import Iris

/// A picture of an eye that was good enough to be kept, and where it came from.
public struct CapturedEye: Sendable {
  /// Which eye, as the operator or the camera's build says.
  public let label: EyeLabel
  /// The picture as the camera gave it, upright.
  public let image: GrayImage
  /// What was found in it.
  public let features: IrisFeatures
  /// What is still wrong with it; nil for a good one.
  public let feedback: CaptureFeedback?
  /// Number of the camera's frame.
  public let frame: Int
  /// SHA-256 of the frame's bytes as they came.
  public let digest: Digest256
  /// Which eye the picture looks like: a vote, never a decision.
  public let vote: EyeSideVote

  /// Quality of 0 to 100.
  public var score: Float { features.measures.score }

  /// Whether this one is to be kept rather than the other.
  func isBetter(than other: CapturedEye) -> Bool {
    (feedback == nil) == (other.feedback == nil) ? score > other.score : feedback == nil
  }
}
