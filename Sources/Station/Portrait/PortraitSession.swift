// SPDX-License-Identifier: Apache-2.0

public import Camera
public import Cryptography
public import Imaging

/// Captures a portrait with one camera.
public struct PortraitSession {
  /// A portrait, cut to the size of cards.
  public struct Portrait: Sendable {
    /// In colour, upright.
    public let picture: Picture
    /// What was measured before it was cut.
    public let measures: PortraitMeasures
    /// What is still wrong with it; nil for a good one.
    public let feedback: PortraitFeedback?
    /// SHA-256 of the frame's bytes as they came.
    public let digest: Digest256
    /// What happened on the wire.
    public let statistics: StreamStatistics
  }

  private let camera: Camera
  private let guide: PortraitGuide
  private let limits: PortraitLimits

  /// Frames that are thrown away while exposure and focus settle: half a second at 15 a second.
  private static let settlingFrames = 8

  /// Takes an open camera and where the head is.
  public init(
    _ camera: Camera, guide: PortraitGuide = PortraitGuide(),
    limits: PortraitLimits = PortraitLimits()
  ) {
    self.camera = camera
    self.guide = guide
    self.limits = limits
  }

  /// Looks at frames until one is good; after the limit, gives the sharpest one.
  ///
  /// `tell` hears what to tell the operator, each time that it changes; `watch` sees every frame in grey,
  /// for a preview, and ends the wait with false. Throws `unsuitable` for a camera without a fitting mode,
  /// `silent` or `gone` when no frames come; cancelled it stops.
  public func run(
    within limit: Duration, telling tell: (PortraitFeedback?) -> Void = { _ in },
    watching watch: (GrayImage) -> Bool = { _ in true }
  ) async throws -> Portrait {
    try await camera.start(wish: .portrait)
    let deadline = ContinuousClock.now + limit
    for _ in 0..<Self.settlingFrames { _ = try await camera.frame() }
    var best = try await look()
    var told: PortraitFeedback?? = .none
    var last = best
    while true {
      try Task.checkCancellation()
      let isPatient = watch(last.image)
      let feedback = PortraitFeedback.first(last.measures, limits: limits)
      if told != .some(feedback) { tell(feedback) }
      told = .some(feedback)
      if last.measures.sharpness > best.measures.sharpness || feedback == nil { best = last }
      guard feedback != nil, isPatient, .now < deadline else { return try await portrait(best) }
      last = try await look()
    }
  }

  private typealias Look = (frame: CameraFrame, image: GrayImage, measures: PortraitMeasures)

  private func look() async throws -> Look {
    let frame = try await camera.frame()
    let picture = try frame.gray()
    let image = GrayImage(
      width: picture.width, height: picture.height, pixels: picture.pixels, resolution: nil)
    guard let image else {
      throw ImageError(.badOption, "The camera's picture is larger than any portrait.")
    }
    return (frame, image, PortraitMeasures(image, guide))
  }

  private func portrait(_ best: Look) async throws -> Portrait {
    await camera.stop()
    let whole = try best.frame.colour()
    let box = guide.cut(width: whole.width, height: whole.height)
    return Portrait(
      picture: whole.cut(columns: box.columns, rows: box.rows) ?? whole, measures: best.measures,
      feedback: PortraitFeedback.first(best.measures, limits: limits),
      digest: try best.frame.digest(),
      statistics: await camera.statistics())
  }
}
