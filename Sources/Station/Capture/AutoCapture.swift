// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import FingerScanner
public import Fingerprint
public import Imaging

/// Captures by itself: fires when the finger lies still and shows well, scores the best frames in full
/// and asks for the finger again when even the best of them is too poor.
public struct AutoCapture: Sendable {
  /// How much is asked for, and how long it is waited for.
  public struct Policy: Sendable, Hashable {
    /// How long a finger may lie on the scanner until the best frame so far must do. Long enough to be
    /// told what is wrong and to do it; longer makes old hands tremble.
    public var patience = Duration.seconds(8)
    /// Presentations of one finger; the best of them counts. ISO/IEC 29794-4 leaves the number to the
    /// application.
    public var attempts = 3
    /// Score (0...100) from which no further presentation is asked for. More of them cost applicants
    /// time; a lower score makes later comparisons fail.
    public var enough: UInt8 = 30

    /// The defaults.
    public init() {}
  }

  /// What the operator and the preview hear of.
  public enum Event: Sendable, Hashable {
    /// What happens on the scanner.
    case scanner(ScannerEvent)
    /// What the preview makes of the finger; told when it changes.
    case preview(FingerPreview.Verdict)
    /// The finger must be placed again, for this reason where one is known.
    case placeAgain(OperatorReason?)
  }

  private let policy: Policy
  private let kernels: Kernels
  private let judge: FrameScore

  /// Takes the policy.
  public init(_ policy: Policy = Policy(), kernels: Kernels = .best) {
    (self.policy, self.kernels) = (policy, kernels)
    judge = FrameScore(kernels: kernels)
  }

  /// One finger or slap, from the first presentation to the best picture. Waits `limit` for each
  /// presentation.
  ///
  /// Throws what the scanner throws; `noFinger` only when no presentation gave a picture.
  public func capture(
    _ position: FingerPosition, from scanner: FingerScanner, within limit: Duration,
    telling tell: @escaping @Sendable (Event) -> Void = { _ in }
  ) async throws(ScannerError) -> CapturedFinger {
    var best: CapturedFinger?
    for attempt in 1...max(policy.attempts, 1) {
      let new: CapturedFinger
      do {
        new = try await present(position, scanner, limit, tell)
      } catch {
        if let best, error.reason == .noFinger { return best }
        throw error
      }
      best = new.isBetter(than: best) ? new : best
      if !position.isScored || best?.score ?? 0 >= policy.enough { break }
      if attempt < policy.attempts { tell(.placeAgain(new.reason)) }
    }
    guard let best else { throw .nothing(scanner.identity) }
    return best
  }

  private func present(
    _ position: FingerPosition, _ scanner: FingerScanner, _ limit: Duration,
    _ tell: @escaping @Sendable (Event) -> Void
  ) async throws(ScannerError) -> CapturedFinger {
    let watch = FrameWatch(kernels: kernels, patience: policy.patience, of: scanner) {
      tell(.preview($0))
    }
    let frame = try await scanner.capture(
      position, within: limit, judging: { await watch.judge($0) }, telling: { tell(.scanner($0)) })
    guard let image = GrayImage(frame) else { throw .nothing(scanner.identity) }
    // A preview of fewer pixels than the picture is only good for aiming.
    let kept = await watch.best.filter { ($0.width, $0.height) == (image.width, image.height) }
    let isSettled = await watch.isSettled
    let images = kept.contains(image) ? kept : [image] + kept
    guard position.isScored else { return CapturedFinger(image, nil, isSettled) }
    return judge.best(of: images, isSettled) ?? CapturedFinger(image, nil, isSettled)
  }
}
