// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Imaging
public import Records

extension EncodedImage {
  /// One finger of a slap as an image of its own, PNG so that nothing is lost a second time.
  ///
  /// `slap` is the slap's file; boxes outside of it are cut to it. Throws `ImageError`, `slap-box`,
  /// and `image` for less than ten pixels.
  public init(
    cutting segment: Manifest.Segment, outOf slap: [UInt8], resolution: Resolution
  ) throws {
    let image = try ImageFile.decode(slap)
    let columns = Self.clamped(segment.left, segment.right, image.width)
    let rows = Self.clamped(segment.top, segment.bottom, image.height)
    let pixels = rows.flatMap { row in
      let start = row * image.width
      return image.pixels[(start + columns.lowerBound)..<(start + columns.upperBound)]
    }
    let finger = GrayImage(
      width: columns.count, height: rows.count, pixels: pixels, resolution: resolution)
    guard let finger else { throw SlapBoxError() }
    try self.init(of: finger, as: .png)
  }

  private static func clamped(_ low: Int, _ high: Int, _ size: Int) -> Range<Int> {
    let start = min(max(low, 0), size)
    return start..<max(start, min(high, size))
  }
}

/// A finger's box that leaves nothing of its slap.
struct SlapBoxError: ExplainedError {
  let code = "slap-box"
  let message =
    "Cutting a finger out of a slap: its box lies outside of the image. Capture it again."
}
