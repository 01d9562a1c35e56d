// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The buffers of quality assessment, kept between images; one workspace serves one task at a time.
public final class QualityWorkspace {
  /// The image without its white frame, in a margin of zeros that the blocks at its edges look into.
  let pixels = Plane<UInt8>(margin: 4)
  /// Stages of the region of interest.
  let first = Plane<UInt8>(margin: 0)
  let second = Plane<UInt8>(margin: 0)
  let profile = TurnedProfile()
  /// Called when a stage has ended; for benchmarks.
  public var stageEnded: ((QualityStage) -> Void)?
  private let spare = Plane<UInt16>(margin: 0)

  /// An empty workspace; it grows with the first image.
  public init() {}

  /// Copies the framed part of the image in.
  func load(_ image: NormalizedImage, _ frame: PixelFrame) {
    for plane in [pixels, first, second] { plane.layOut(width: frame.width, height: frame.height) }
    image.pixels.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      for y in 0..<frame.height {
        pixels.row(y).update(
          from: base + ((frame.y + y) * image.width + frame.x), count: frame.width)
      }
    }
  }

  /// Scratch memory for kernels with weights of up to this radius.
  func scratch(radius: Int) -> UnsafeMutablePointer<UInt16> {
    let count = QualityScratch.count(
      width: pixels.width, height: pixels.height, radius: radius)
    spare.layOut(width: count, height: 1)
    return spare.row(0)
  }
}
