// SPDX-License-Identifier: Apache-2.0

/// What happens during a capture, for the operator and for a preview.
public enum ScannerEvent: Sendable, Hashable {
  /// The scanner waits for a finger.
  case ready
  /// A finger is there.
  case fingerOn
  /// A frame came; it may still be refused.
  case frame(Frame)
  /// The finger was lifted.
  case fingerOff
  /// The scanner lost its way and is started anew.
  case startingAnew
}

/// What is to be done with a frame.
public enum FrameVerdict: Sendable, Hashable {
  /// It is good enough: the capture ends with it.
  case accept
  /// It is not; take another one while the finger stays.
  case another
  /// It is not, and this finger must be placed anew.
  case liftAndPlace
}

/// Looks at a frame while the finger is there. The scanner's own target knows nothing of quality: who
/// opens a scanner brings the judge along.
public typealias FrameJudge = @Sendable (Frame) async -> FrameVerdict
