// SPDX-License-Identifier: Apache-2.0

import Biometrics

extension FingerImageView {
  /// A capture as it enters a finger image record, with scores, boxes and missing fingers.
  public init(_ capture: FingerCapture, missing: [MissingFinger] = []) {
    self.init(position: capture.position, impression: capture.impression, image: capture.image)
    captured = CaptureMoment(capture.time)
    if capture.position.fingers.count == 1 {
      qualities = capture.qualities.map {
        QualityBlock(value: $0.score ?? 255, algorithm: $0.algorithm)
      }
    }
    let scores = capture.segments.compactMap(\.quality)
    let segmentation = FingerImageBlock.segmentation(
      capture.segments, score: scores.compactMap(\.score).min() ?? 0,
      algorithm: scores.first?.algorithm ?? .unreported)
    let absent = missing.filter { capture.position.fingers.contains($0.finger) }
    blocks = [segmentation, .annotation(absent)].compactMap { $0 }
  }
}

extension CaptureMoment {
  /// The moment of a capture, to the second.
  init(_ time: UTCTime) {
    self = .unreported
    let (date, second) = (time.date(), time.secondsSince1970 % 86400)
    year = UInt16(clamping: date.year)
    month = UInt8(clamping: date.month)
    day = UInt8(clamping: date.day)
    hour = UInt8(clamping: second / 3600)
    minute = UInt8(clamping: second / 60 % 60)
    self.second = UInt8(clamping: second % 60)
    millisecond = 0
  }
}
