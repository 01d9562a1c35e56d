// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Cryptography
public import FingerScanner
import Fingerprint
import Imaging
import NIOConcurrencyHelpers
public import Station

extension FingerScanner {
  /// Shows what is on the scanner and takes the finger or slap that lies still and shows well; when the
  /// officer urges, or a finger was there for too long, the best so far.
  ///
  /// Throws `ScannerError`.
  public func presentation(
    of position: FingerPosition, within limit: Duration, urge: CaptureUrge,
    showing show: CaptureShow
  ) async throws -> Presentation {
    let watch = FingerWatch(urge: urge, show: show)
    show.note(.waiting)
    let frame = try await capture(position, within: limit, judging: { watch.judge($0) })
    show.note(.captured)
    guard let image = watch.best(like: frame) ?? GrayImage(frame) else {
      throw ScannerError(.faulty, "\(identity.title) gave no picture. Plug it in again.")
    }
    return Presentation(
      image: image, device: identity.title, frameDigest: try SHA256.digest(of: frame.pixels))
  }
}

/// Judges frame after frame, and shows them.
final class FingerWatch: Sendable {
  private struct State {
    var preview = FingerPreview()
    var since: ContinuousClock.Instant?
  }

  private let state = NIOLockedValueBox(State())
  private let urge: CaptureUrge
  private let show: CaptureShow

  /// How long a finger may lie there until its best frame must do: `AutoCapture.Policy.patience`.
  private static let patience = AutoCapture.Policy().patience

  init(urge: CaptureUrge, show: CaptureShow) { (self.urge, self.show) = (urge, show) }

  func judge(_ frame: Frame) -> FrameVerdict {
    guard let image = GrayImage(frame) else { return .another }
    let (verdict, quality, isLate) = state.withLockedValue { state in
      let verdict = state.preview.add(image)
      if verdict == .noFinger { state.since = nil } else { state.since = state.since ?? .now }
      let isLate = state.since.map { $0 + Self.patience < .now } ?? false
      return (verdict, state.preview.best.first.map { Int($0.worth * 100) }, isLate)
    }
    show.note(Self.phase(verdict), quality: verdict == .noFinger ? nil : quality)
    show.frame(image)
    let isHere = verdict != .noFinger
    return verdict == .capture || (isHere && (urge.isSet || isLate)) ? .accept : .another
  }

  /// The best frame that was kept, where the scanner's own picture has no more pixels.
  func best(like frame: Frame) -> GrayImage? {
    state.withLockedValue { $0.preview.best.first?.image }
      .flatMap { ($0.width, $0.height) == (frame.width, frame.height) ? $0 : nil }
  }

  private static func phase(_ verdict: FingerPreview.Verdict) -> LiveNote.Phase {
    switch verdict {
    case .noFinger: .waiting
    case .moving: .moving
    case .poor: .poor
    case .settling: .settling
    case .capture, .captured: .captured
    }
  }
}
