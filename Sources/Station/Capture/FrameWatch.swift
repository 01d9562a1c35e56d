// SPDX-License-Identifier: Apache-2.0

import FingerScanner
import Fingerprint
import Imaging
import USB

/// Judges the frames of one presentation: waits for a finger that lies still and shows well, and no
/// longer than it is worth.
actor FrameWatch {
  private var preview: FingerPreview
  private let isLive: Bool
  private let patience: Duration
  private let clock: any Clock<Duration>
  private let tell: @Sendable (FingerPreview.Verdict) -> Void
  private var deadline: Deadline?
  private var last: FingerPreview.Verdict?
  /// Whether the finger was taken because it lay still and showed well.
  private(set) var isSettled = false

  init(
    kernels: Kernels, patience: Duration, of scanner: FingerScanner,
    telling tell: @escaping @Sendable (FingerPreview.Verdict) -> Void
  ) {
    preview = FingerPreview(kernels: kernels)
    isLive = scanner.isLive
    clock = scanner.clock
    (self.patience, self.tell) = (patience, tell)
  }

  /// The best frames of the finger, best first.
  var best: [GrayImage] { preview.best.map(\.image) }

  /// What is to be done with a frame.
  func judge(_ frame: Frame) -> FrameVerdict {
    guard let image = GrayImage(frame) else { return .another }
    let verdict = preview.add(image)
    defer { last = verdict }
    if verdict != last { tell(verdict) }
    switch verdict {
    // Whether somebody comes at all is the business of the capture's own limit.
    case .noFinger where isLive && (last == nil || last == .noFinger): return .another
    case .noFinger:
      // It was lifted too early; time begins anew with the next touch.
      deadline?.stop()
      deadline = nil
      return .liftAndPlace
    case .capture, .captured:
      isSettled = true
      return .accept
    case .moving, .poor, .settling: return isLive && !isTimeUp ? .another : .accept
    }
  }

  /// Whether the finger has been there for so long that its best frame must do.
  private var isTimeUp: Bool {
    let deadline = deadline ?? Deadline(patience, on: clock)
    self.deadline = deadline
    return deadline.hasPassed
  }
}
