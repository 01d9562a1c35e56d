// SPDX-License-Identifier: Apache-2.0

public import Camera

/// Which picture of the camera became the portrait.
public enum PortraitSource: Sendable, Hashable {
  /// A frame of the stream: the camera takes no larger stills, or none was wanted.
  case frame
  /// A still, larger than the frames.
  case still(StillMethod)
  /// A frame of the stream, for this was wrong with the camera's stills.
  case frameInstead(StillFailure)

  /// Why a still did not become the portrait.
  public enum StillFailure: Sendable, Hashable {
    /// The camera did not give one.
    case setback(StillSetback)
    /// It gave damaged ones only.
    case damaged
    /// It came out worse than the frame before it.
    case worse
  }
}

extension PortraitSource.StillFailure {
  /// A word for programs.
  public var code: String {
    switch self {
    case .setback(let setback): setback.rawValue
    case .damaged: "damaged"
    case .worse: "worse"
    }
  }
}
