// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// Watches the frames of a live preview and says when to capture.
///
/// Feed it each frame as it comes (8-bit grey, ridges dark, any resolution that is known). It fires
/// once for each finger that lies still and shows well for a few frames, and again only after the
/// finger was lifted. The best frames of the finger are kept, to be scored in full.
public struct FingerPreview: Sendable {
  /// What the preview makes of a frame.
  public enum Verdict: Sendable, Hashable {
    /// No finger on the glass.
    case noFinger
    /// A finger that moves, or has only just come.
    case moving
    /// A finger that is still and not good enough.
    case poor
    /// A finger that is still and good: hold on.
    case settling
    /// Take the capture now.
    case capture
    /// The capture was taken; the finger is still there.
    case captured
  }

  /// A frame that was kept.
  public struct Kept: Sendable {
    /// The image as it came.
    public let image: GrayImage
    /// How good it is, 0...1.
    public let worth: Double
  }

  /// The limits in use.
  public let limits: PreviewLimits
  /// The best frames of the finger on the glass, or of the last one, best first.
  public private(set) var best: [Kept] = []
  /// What the last frame showed.
  public private(set) var frame: PreviewFrame?

  private let kernels: Kernels
  private var isPresent = false
  private var isStill = false
  private var goodFrames = 0
  private var hasFired = false

  /// A preview that has seen nothing.
  public init(limits: PreviewLimits = .init(), kernels: Kernels = .best) {
    self.limits = limits
    self.kernels = kernels
  }

  /// Takes the next frame. A frame without resolution, or smaller than a block, shows no finger.
  public mutating func add(_ image: GrayImage) -> Verdict {
    guard let survey = BlockSurvey(image, kernels: kernels) else { return lift() }
    let seen = PreviewFrame(survey, after: isPresent ? frame : nil)
    frame = seen
    guard seen.area >= (isPresent ? limits.presence.leave : limits.presence.enter) else {
      return lift()
    }
    if !isPresent { best = [] }
    isPresent = true
    guard settles(seen) else { return hasFired ? .captured : .moving }
    let worth = seen.worth(limits: limits)
    keep(image, worth)
    return hasFired ? .captured : judge(worth)
  }

  private mutating func lift() -> Verdict {
    (isPresent, isStill, hasFired, goodFrames) = (false, false, false, 0)
    return .noFinger
  }

  /// Whether the finger lies still; it takes more to move a still finger than to unsettle another.
  private mutating func settles(_ seen: PreviewFrame) -> Bool {
    guard let motion = seen.motion, let change = seen.change else { return false }
    isStill =
      isStill
      ? motion < limits.motion.moving && change < limits.change.moving
      : motion < limits.motion.still && change < limits.change.still
    if !isStill { goodFrames = 0 }
    return isStill
  }

  private mutating func judge(_ worth: Double) -> Verdict {
    guard worth >= (goodFrames > 0 ? limits.worth.hold : limits.worth.fire) else {
      goodFrames = 0
      return .poor
    }
    goodFrames += 1
    guard goodFrames >= limits.framesToFire else { return .settling }
    hasFired = true
    return .capture
  }

  private mutating func keep(_ image: GrayImage, _ worth: Double) {
    let place = best.firstIndex { $0.worth < worth } ?? best.count
    guard place < limits.framesToKeep else { return }
    best.insert(Kept(image: image, worth: worth), at: place)
    if best.count > limits.framesToKeep { best.removeLast() }
  }
}
