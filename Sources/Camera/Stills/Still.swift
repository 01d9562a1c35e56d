// SPDX-License-Identifier: Apache-2.0

/// A still picture of a camera, and how it was come by.
public struct Still: Sendable, Hashable {
  /// The picture, whole, in its own format and size.
  public let frame: CameraFrame
  /// How it was taken.
  public let method: StillMethod
  /// Why it is only the next frame of the stream though the camera promises better stills; nil where
  /// the best method that it has gave it.
  public let setback: StillSetback?
}

/// Why a camera gave none of the stills that it promises.
public enum StillSetback: String, Sendable, Hashable, CaseIterable {
  /// It refuses the size that it lists, or the request for the picture.
  case refused
  /// The bus has not the bandwidth that it wants for a still.
  case noBandwidth
  /// It took the request, and nothing came, as often as it was asked.
  case neverCame
  /// The camera is reached in a way that passes no stills on.
  case notPassedOn
}

/// What came of asking a source for a still.
enum StillAnswer: Sendable {
  case taken(CameraFrame)
  case notTaken(StillSetback)
}

/// How one attempt at a still ended.
enum StillOutcome: Sendable {
  /// It is there.
  case whole(CameraFrame)
  /// It came, and not whole.
  case damaged(FrameDamage)
  /// Nothing came.
  case nothing
  /// The stream, or the wait, came to its end.
  case end(FrameMailbox.End)
}
