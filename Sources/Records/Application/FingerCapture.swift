// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// One accepted finger image with all that was made of it.
public struct FingerCapture: Sendable, Hashable {
  /// What the image shows: a single finger, a plain thumb or a slap.
  public let position: FingerPosition
  /// How it was made.
  public let impression: ImpressionType
  /// When it was made.
  public let time: UTCTime
  /// The image as it enters the record.
  public let image: EncodedImage
  /// The minutiae, for an image of one finger; in pixels of the image they were taken from, which
  /// may be a crop of `image` or resampled to 500 ppi.
  public let template: MinutiaeTemplate?
  /// Quality scores, for a slap one for each finger.
  public let qualities: [FingerQuality]
  /// Where the fingers of a slap are; empty for one finger.
  public let segments: [FingerSegment]
  /// Device, frame and algorithms it comes from.
  public let provenance: Provenance

  /// Throws `capture` when position, template, scores or segments do not belong together.
  public init(
    position: FingerPosition, impression: ImpressionType, time: UTCTime, image: EncodedImage,
    template: MinutiaeTemplate? = nil, qualities: [FingerQuality] = [],
    segments: [FingerSegment] = [], provenance: Provenance
  ) throws(RecordError) {
    self.position = position
    self.impression = impression
    self.time = time
    self.image = image
    self.template = template
    self.qualities = qualities
    self.segments = segments
    self.provenance = provenance
    try check()
  }

  /// The single fingers that this capture gives.
  public var fingers: [FingerPosition] {
    position.fingers.count > 1 ? segments.map(\.finger) : position.fingers
  }

  private func check() throws(RecordError) {
    guard !position.fingers.isEmpty else { throw .capture(position, "its position is unknown") }
    if let template {
      guard position.fingers.count == 1, template.position.fingers == position.fingers else {
        throw .capture(position, "its template is of \(template.position.name)")
      }
    }
    guard qualities.allSatisfy({ position.fingers.contains($0.finger) }) else {
      throw .capture(position, "a quality score is of a finger that it does not show")
    }
    try checkResolution()
    try checkSegments()
  }

  private func checkResolution() throws(RecordError) {
    let density = image.resolution.pixelsPerInch
    guard density >= Type14.minimumPixelsPerInch else {
      throw .capture(position, "its image has less than \(Int(Type14.minimumPixelsPerInch)) ppi")
    }
    guard image.compression != .wsq || density <= Type14.maximumWSQPixelsPerInch else {
      throw .capture(position, "WSQ is for 500 ppi only, and its image has more")
    }
  }

  private func checkSegments() throws(RecordError) {
    guard position.fingers.count > 1 else {
      guard segments.isEmpty else {
        throw .capture(position, "it shows one finger but has segments")
      }
      return
    }
    guard Set(segments.map(\.finger)).count == segments.count,
      segments.allSatisfy({ position.fingers.contains($0.finger) })
    else { throw .capture(position, "its segments name a finger twice or one it does not show") }
    guard segments.allSatisfy({ $0.right <= image.width && $0.bottom <= image.height }) else {
      throw .capture(position, "a segment lies outside its image")
    }
  }
}

/// A quality score of one finger and who computed it.
public struct FingerQuality: Sendable, Hashable {
  /// One of the ten fingers.
  public let finger: FingerPosition
  /// 0...100; nil when the algorithm failed on this image.
  public let score: UInt8?
  /// The algorithm, by its CBEFF numbers.
  public let algorithm: CBEFFIdentifier
  /// OSIA name of the algorithm's scale, such as `NFIQ2` or `ISO_19794`.
  public let format: String

  /// Takes a score of a single finger; nil for another position or a score above 100.
  public init?(
    finger: FingerPosition, score: UInt8?, algorithm: CBEFFIdentifier, format: String = "ISO_19794"
  ) {
    guard finger.isSingleFinger, score ?? 0 <= 100 else { return nil }
    self.finger = finger
    self.score = score
    self.algorithm = algorithm
    self.format = format
  }
}

/// The upright box of one finger in a slap, in pixels of the slap; right and bottom lie outside.
public struct FingerSegment: Sendable, Hashable {
  /// One of the ten fingers.
  public let finger: FingerPosition
  /// First column.
  public let left: Int
  /// Column after the last.
  public let right: Int
  /// First row.
  public let top: Int
  /// Row after the last.
  public let bottom: Int
  /// How sure the segmentation is of this box; nil when it gives no score.
  public let quality: FingerQuality?

  /// Takes a box of a single finger; nil when it is empty, starts outside the image, or the score
  /// is of another finger.
  public init?(
    finger: FingerPosition, left: Int, right: Int, top: Int, bottom: Int,
    quality: FingerQuality? = nil
  ) {
    guard finger.isSingleFinger, left >= 0, top >= 0, left < right, top < bottom,
      quality == nil || quality?.finger == finger
    else { return nil }
    self.quality = quality
    self.finger = finger
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
  }
}

extension RecordError {
  fileprivate static func capture(_ position: FingerPosition, _ found: String) -> RecordError {
    RecordError(
      "capture", "Taking the capture of \(position.name): \(found). Capture or assign it anew.")
  }
}
