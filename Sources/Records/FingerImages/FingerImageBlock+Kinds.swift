// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Bytes

/// Blocks in the layout that MOSIP's bio-utils write and read; the standard's own text was not at
/// hand when this was written.
extension FingerImageBlock {
  /// Fingers that the image should show and does not; nil when there is none.
  public static func annotation(_ missing: [MissingFinger]) -> FingerImageBlock? {
    guard !missing.isEmpty, missing.count <= 10 else { return nil }
    var writer = ByteWriter()
    writer.write(UInt8(missing.count))
    for finger in missing {
      writer.write(finger.finger.rawValue)
      writer.write(UInt8(finger.reason == .amputated ? 1 : 2))
    }
    return FingerImageBlock(type: 2, content: writer.bytes)
  }

  /// The boxes of a slap's fingers, four corners each; nil when there is none.
  ///
  /// The score is that of the segmentation as a whole, 0...100.
  public static func segmentation(
    _ segments: [FingerSegment], score: UInt8, algorithm: CBEFFIdentifier
  ) -> FingerImageBlock? {
    guard !segments.isEmpty, segments.count <= 10 else { return nil }
    var writer = ByteWriter()
    writer.write(min(score, 100))
    writer.write(algorithm)
    writer.write(UInt8(segments.count))
    for box in segments {
      writer.write(box.finger.rawValue)
      writer.write(UInt8(4))
      let corners = [
        (box.left, box.top), (box.right - 1, box.top), (box.right - 1, box.bottom - 1),
        (box.left, box.bottom - 1),
      ]
      for corner in corners {
        writer.write(UInt16(clamping: corner.0))
        writer.write(UInt16(clamping: corner.1))
      }
    }
    return FingerImageBlock(type: 1, content: writer.bytes)
  }

  /// A remark of the operator; nil when it is longer than a block can hold.
  public static func comment(_ text: String) -> FingerImageBlock? {
    FingerImageBlock(type: 3, content: Array(text.utf8))
  }
}
