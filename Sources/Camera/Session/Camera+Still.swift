// SPDX-License-Identifier: Apache-2.0

extension Camera {
  /// Every size in which it says that it takes stills beside its stream; empty where stills are frames of
  /// the stream, and where its card knows that it gives none.
  public nonisolated var stills: [StillMode] {
    identity.quirks.hasNoStills ? [] : identity.function.stills
  }

  /// Takes the best still that the camera can give while its stream runs, which goes on afterwards.
  ///
  /// Without a wish that is the largest one that it offers beside the stream, in colour or grey as the
  /// stream is; where none is larger than the stream's frames, the next frame. A still is whole or not
  /// given at all: a damaged one is asked for again as often as the settings say. A camera that promises
  /// stills and refuses them, or sends nothing, gives the next frame of the stream, and the answer says so.
  /// Each attempt may take the settings' `stillLimit`; nobody may wait for a frame meanwhile.
  ///
  /// Throws `unsuitable` when no stream runs, or the wish is for another stream; `faulty` when all stills
  /// come damaged; `gone` when the camera is unplugged; `silent` when not even a frame comes; `busy` when
  /// somebody waits for a frame or a still already.
  public func still(_ wish: StillMode? = nil) async throws(CameraError) -> Still {
    guard !isAwaited else {
      throw CameraError(.busy, "A picture of \(identity.title) is waited for already.")
    }
    isAwaited = true
    defer { isAwaited = false }
    return try await explained { try await self.takeStill(wish) }
  }

  private func takeStill(_ wish: StillMode?) async throws -> Still {
    guard let stream else {
      throw CameraError(.unsuitable, "\(identity.title) was not started.")
    }
    if let wish, wish.mode.interface != stream.mode.interface {
      throw CameraError(.unsuitable, "\(identity.title) does not give \(wish) beside this stream.")
    }
    guard let wanted = wish ?? StillMode.best(of: stills, over: stream.mode) else {
      return try await nextFrame(because: nil)
    }
    switch try await opened().still(wanted) {
    case .taken(let frame): return Still(frame: frame, method: wanted.method, setback: nil)
    case .notTaken(let setback): return try await nextFrame(because: setback)
    }
  }

  /// A frame that ends after now: one that lies here may be older than the request.
  private func nextFrame(because setback: StillSetback?) async throws -> Still {
    let now = ContinuousClock.now
    while true {
      let frame = try await nextFrame(until: now + Self.frameLimit)
      if frame.arrival >= now {
        return Still(frame: frame, method: .nextFrame, setback: setback)
      }
    }
  }

  /// As long as a frame is waited for.
  private static let frameLimit: Duration = .seconds(5)
}
