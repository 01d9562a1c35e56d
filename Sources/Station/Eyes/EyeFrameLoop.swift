// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Camera
import Imaging
public import Iris

/// Looks at one frame of an iris camera after the other: finds the eyes, says what to tell the person,
/// and keeps the best pictures of each eye.
public struct EyeFrameLoop {
  /// What a frame gave.
  public struct View: Sendable {
    /// What to tell the person first; nil when every eye was good.
    public let feedback: CaptureFeedback?
    /// The frame, upright, for a preview.
    public let picture: Picture
    /// Quality of the worst eye in it, 0 to 100; nil where one was not found.
    public let score: Float?
    /// Whether every eye was good in this very frame.
    public var isGood: Bool { feedback == nil }
  }

  /// Pictures kept for each eye.
  public static let kept = 3

  /// The best pictures so far, the best one first.
  public private(set) var best: [EyeLabel: [CapturedEye]] = [:]
  /// Frames that were looked at.
  public private(set) var frames = 0

  private let label: EyeLabel
  private let limits: CaptureLimits
  private let extractor: IrisExtractor
  private let workspace = IrisWorkspace()
  private var strobe = StrobeFilter()

  /// Takes which eye a one-eye camera is shown, and what pictures must have.
  public init(
    label: EyeLabel = .unknown, limits: CaptureLimits = CaptureLimits(),
    extractor: IrisExtractor = IrisExtractor()
  ) {
    self.label = label
    self.limits = limits
    self.extractor = extractor
  }

  /// Looks at a frame; nil for one that was taken while the lamps were off.
  ///
  /// Throws when the frame cannot be decoded. A frame without an eye is no error.
  public mutating func look(at frame: CameraFrame) throws -> View? {
    let picture = try frame.gray()
    guard frame.quirks.lamps == .always || strobe.isLit(picture) else { return nil }
    frames += 1
    var worst: CaptureFeedback?
    var scores: [Float?] = []
    for eye in EyePicture.all(in: picture, frame.quirks.eyes, label: label) {
      let captured = try look(at: eye, frame)
      worst = Self.first(worst, captured.map(\.feedback) ?? .noEye)
      scores.append(captured?.score)
    }
    let score = scores.contains(nil) ? nil : scores.compactMap(\.self).min()
    return View(feedback: worst, picture: picture, score: score)
  }

  /// Nil where no eye is found.
  private mutating func look(
    at eye: EyePicture, _ frame: CameraFrame
  ) throws -> CapturedEye? {
    let features: IrisFeatures
    do {
      features = try extractor.extract(eye.image, workspace: workspace)
    } catch {
      guard error.reason == .noEye else { throw error }
      return nil
    }
    let feedback = CaptureFeedback.first(
      features, highlights: Highlights.count(eye.image, features.geometry), limits: limits)
    let captured = CapturedEye(
      label: eye.label, image: eye.image, features: features, feedback: feedback,
      frame: frame.number, digest: try frame.digest(),
      vote: EyeSideVote(eye.image, features.geometry))
    keep(captured)
    return captured
  }

  private mutating func keep(_ eye: CapturedEye) {
    var list = best[eye.label] ?? []
    let place = list.firstIndex { eye.isBetter(than: $0) } ?? list.endIndex
    list.insert(eye, at: place)
    best[eye.label] = Array(list.prefix(Self.kept))
  }

  /// The one that comes first in the order in which things are told.
  private static func first(
    _ one: CaptureFeedback?, _ other: CaptureFeedback?
  ) -> CaptureFeedback? {
    CaptureFeedback.allCases.first { $0 == one || $0 == other }
  }
}

/// Tells lit frames from dark ones where lamps flash in every second frame.
struct StrobeFilter {
  private var last: Int?

  /// Whether a picture is as bright as the one before, or brighter.
  mutating func isLit(_ picture: Picture) -> Bool {
    // Every 61st pixel: prime to all widths, so that no column is looked at alone.
    let sum = stride(from: 0, to: picture.pixels.count, by: 61).reduce(0) {
      $0 + Int(picture.pixels[$1])
    }
    defer { last = sum }
    return last.map { sum * 20 >= $0 * 19 } ?? false
  }
}
