// SPDX-License-Identifier: Apache-2.0

public import Camera
public import Cryptography
public import Imaging
import Records

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
    /// SHA-256 of the picture's bytes as they came.
    public let digest: Digest256
    /// Whether it is a frame of the stream or a still.
    public let source: PortraitSource
    /// What happened on the wire.
    public let statistics: StreamStatistics
  }

  private let camera: Camera
  private let guide: PortraitGuide
  private let limits: PortraitLimits
  private let takesStill: Bool

  /// How often a still is taken again that came out worse than the frame before it: the person moved.
  private static let stillTries = 2

  /// Frames that are thrown away while exposure and focus settle: half a second at 15 a second.
  private static let settlingFrames = 8

  /// Takes an open camera and where the head is; with `takesStill` false the portrait is a frame of the
  /// stream though the camera could take a larger still.
  public init(
    _ camera: Camera, guide: PortraitGuide = PortraitGuide(),
    limits: PortraitLimits = PortraitLimits(), takesStill: Bool = true
  ) {
    self.camera = camera
    self.guide = guide
    self.limits = limits
    self.takesStill = takesStill
  }

  /// Looks at frames until one is good; after the limit, takes the sharpest one. Of a camera that takes
  /// larger stills the portrait is then a still, unless it comes out worse than the frame.
  ///
  /// `tell` hears what to tell the operator, each time that it changes; `watch` sees every frame in grey,
  /// for a preview, and ends the wait with false. Throws `unsuitable` for a camera without a fitting mode,
  /// `silent` or `gone` when no frames come; cancelled it stops.
  public func run(
    within limit: Duration, telling tell: (PortraitFeedback?) -> Void = { _ in },
    watching watch: (GrayImage) -> Bool = { _ in true }
  ) async throws -> Portrait {
    let mode = try await camera.start(wish: .portrait)
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
      guard feedback != nil, isPatient, .now < deadline else { break }
      last = try await look()
    }
    let (taken, source) = try await still(instead: best, mode)
    return try await portrait(taken, source)
  }

  private typealias Look = (frame: CameraFrame, image: GrayImage, measures: PortraitMeasures)

  private func look() async throws -> Look { try measured(try await camera.frame(), times: 1) }

  /// Measures a picture at `times` fewer columns and rows.
  private func measured(_ frame: CameraFrame, times: Int) throws -> Look {
    let picture = try frame.gray()
    let image = GrayImage(
      width: picture.width, height: picture.height, pixels: picture.pixels, resolution: nil)
    guard let image, let reduced = image.reduced(by: times) else {
      throw ImageError(.badOption, "The camera's picture is larger than any portrait.")
    }
    return (frame, reduced, PortraitMeasures(reduced, guide, reducedBy: times))
  }

  /// The best that the camera gives now that a frame has been chosen.
  private func still(instead best: Look, _ mode: VideoMode) async throws -> (Look, PortraitSource) {
    let fitting = camera.stills.filter { fitsRecord($0.mode) && Self.hasShape(of: mode, $0.mode) }
    guard takesStill, let wish = StillMode.best(of: fitting, over: mode) else {
      return (best, .frame)
    }
    for _ in 0..<Self.stillTries {
      guard let still = try await undamaged(wish) else { return (best, .frameInstead(.damaged)) }
      if let setback = still.setback { return (best, .frameInstead(.setback(setback))) }
      // Measured at the size of the frames, for which the limits are.
      let times = max(still.frame.mode.width / best.frame.mode.width, 1)
      let look = try measured(still.frame, times: times)
      let feedback = PortraitFeedback.first(look.measures, limits: limits)
      if feedback == nil || feedback == PortraitFeedback.first(best.measures, limits: limits) {
        return (look, .still(still.method))
      }
    }
    return (best, .frameInstead(.worse))
  }

  /// Nil when the camera sends damaged stills only.
  private func undamaged(_ wish: StillMode) async throws -> Still? {
    do throws(CameraError) {
      return try await camera.still(wish)
    } catch {
      guard error.reason == .faulty else { throw error }
      return nil
    }
  }

  /// Whether two pictures have the same proportions, within a hundredth: else the camera leaves out
  /// something of one, and the head is not where the operator's frame is.
  private static func hasShape(of one: VideoMode, _ other: VideoMode) -> Bool {
    let (a, b) = (one.width * other.height, one.height * other.width)
    return abs(a - b) * 100 <= max(a, b)
  }

  /// Whether the portrait cut from such a picture may enter a record, however badly it compresses.
  private func fitsRecord(_ mode: VideoMode) -> Bool {
    let box = guide.cut(width: mode.width, height: mode.height)
    let (columns, rows) = (box.columns.count, box.rows.count)
    let most = FaceImage.sides.upperBound
    // PNG adds less than a 64th to what it cannot compress.
    return columns <= most && rows <= most && columns * rows * 3 / 64 * 65 <= FaceImage.maximumBytes
  }

  private func portrait(_ best: Look, _ source: PortraitSource) async throws -> Portrait {
    await camera.stop()
    let whole = try best.frame.colour()
    let box = guide.cut(width: whole.width, height: whole.height)
    return Portrait(
      picture: whole.cut(columns: box.columns, rows: box.rows) ?? whole, measures: best.measures,
      feedback: PortraitFeedback.first(best.measures, limits: limits),
      digest: try best.frame.digest(), source: source, statistics: await camera.statistics())
  }
}
