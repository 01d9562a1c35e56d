// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// What was found on a slap.
public struct SlapSegmentation: Sendable, Hashable {
  /// What the caller said.
  public let request: SlapRequest
  /// The layout that the labels follow: the one that was asked for, or found by `automatic`; unknown
  /// where no finger was found.
  public let position: FingerPosition
  /// What the geometry alone says about the hand; nil for thumbs and fewer than three fingers.
  public let hand: HandEstimate?
  /// Doubts; labels must not be used while there is one, unless a person has looked.
  public let flags: [SlapFlag]
  /// By how much these labels explain the picture better than the best that contradict them, in
  /// nats; 2 is the least that is trusted.
  public let margin: Double
  /// Degrees by which the fingers lean to the right of upright, as seen.
  public let angle: Double
  /// Whether the image has light ridges on dark ground.
  public let hasLightRidges: Bool
  /// Fingers in the order of their position codes, doubtful or not.
  public let found: [SlapFinger]

  /// The fingers when nothing speaks against their labels; nil when there is a flag.
  public var fingers: [SlapFinger]? { flags.isEmpty ? found : nil }

  /// The fingers after a person has looked at the picture with its boxes and labels.
  public func fingersAfterReview() -> [SlapFinger] { found }
}

/// Which hand a slap shows, by lengths and places of its fingers alone.
public struct HandEstimate: Sendable, Hashable {
  /// The likelier hand's four fingers: `plainRightFour` or `plainLeftFour`.
  public let position: FingerPosition
  /// Probability that it is this hand and not the other, 0.5...1, before anything else is known.
  public let confidence: Double
}
