// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Camera
public import Iris

/// Captures the eyes of a person with one camera.
public struct EyeSession {
  /// What a capture came to.
  public struct Outcome: Sendable {
    /// The best picture of each eye, the right one first.
    public let eyes: [CapturedEye]
    /// Whether every eye was good in the same frame.
    public let isComplete: Bool
    /// What was wrong last; nil when complete.
    public let feedback: CaptureFeedback?
    /// Whether two eyes are one and the same; nil where there are not two.
    public let pair: EyePairCheck?
    /// What happened on the wire.
    public let statistics: StreamStatistics
    /// Frames that were looked at.
    public let frames: Int
  }

  private let camera: Camera
  private let label: EyeLabel
  private let limits: CaptureLimits

  /// Takes an open camera, and which eye is shown to it where it sees one only.
  public init(_ camera: Camera, label: EyeLabel, limits: CaptureLimits = CaptureLimits()) {
    self.camera = camera
    self.label = label
    self.limits = limits
  }

  /// Looks at frames until every eye is good in the same one, and gives the best pictures; after the
  /// limit, the best ones there are.
  ///
  /// `tell` hears what to tell the person, each time that it changes; `watch` sees every frame, for a
  /// preview, and ends the wait with false: then the best ones there are must do. Throws `unsuitable` for
  /// a camera without a fitting mode, `silent` or `gone` when no frames come; cancelled it stops.
  public func run(
    within limit: Duration, telling tell: (CaptureFeedback?) -> Void = { _ in },
    watching watch: (EyeFrameLoop.View) -> Bool = { _ in true }
  ) async throws -> Outcome {
    try await camera.start(wish: .iris)
    try await camera.setLamps(on: true)
    var loop = EyeFrameLoop(label: label, limits: limits)
    let deadline = ContinuousClock.now + limit
    var told: CaptureFeedback?? = .none
    while .now < deadline {
      try Task.checkCancellation()
      let frame = try await camera.frame()
      guard let view = try loop.look(at: frame) else { continue }
      if told != .some(view.feedback) { tell(view.feedback) }
      told = .some(view.feedback)
      let isPatient = watch(view)
      if view.isGood { return await outcome(loop, feedback: nil) }
      if !isPatient { break }
    }
    return await outcome(loop, feedback: told ?? .noEye)
  }

  private func outcome(_ loop: EyeFrameLoop, feedback: CaptureFeedback?) async -> Outcome {
    await camera.stop()
    let eyes = [EyeLabel.right, .left, .unknown].compactMap { loop.best[$0]?.first }
    let pair =
      eyes.count == 2
      ? EyePairCheck(IrisComparator().compare(eyes[0].features.code, eyes[1].features.code)) : nil
    return Outcome(
      eyes: eyes, isComplete: feedback == nil, feedback: feedback, pair: pair,
      statistics: await camera.statistics(), frames: loop.frames)
  }
}
