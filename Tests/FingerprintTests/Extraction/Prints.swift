// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import SampleKit

@testable import Fingerprint

/// Made-up finger images for tests.
enum Prints {
  /// A clean impression of the middle of a finger, small so that debug builds stay quick.
  static let clean: FingerImpression = {
    let finger = MasterFinger(seed: 11, position: .rightIndex, area: .middle)
    return FingerImpression(of: finger, on: .optical, ImpressionConditions(), seed: 3)
  }()

  static func extract(
    _ image: GrayImage, _ kernels: Kernels = .best
  ) throws -> FingerprintFeatures {
    guard let normalized = image.normalizedAsIs else { throw NotAnImage() }
    return try MinutiaExtractor(kernels: kernels).extract(
      normalized, workspace: ExtractionWorkspace())
  }

  struct NotAnImage: Error {}

  /// Straight ridges whose normal points `degrees` counter-clockwise from the x axis.
  static func grating(
    width: Int, height: Int, period: Double, degrees: Double = 20
  ) -> GrayImage {
    let normal = Elementary.sincos(degrees * .pi / 180)
    return image(width: width, height: height) { x, y in
      let across = Double(x) * normal.cos - Double(y) * normal.sin
      return 128 + 90 * Elementary.cos(2 * .pi * across / period)
    }
  }

  /// Ridges with one line more on the side that `degrees` points to, from the middle of the image:
  /// a spiral phase on top of a grating. The added line is a ridge or a valley.
  static func dislocation(
    side: Int, period: Double, degrees: Double, kind: Minutia.Kind
  ) -> GrayImage {
    let line = Elementary.sincos(degrees * .pi / 180)
    let middle = Double(side) / 2
    return image(width: side, height: side) { x, y in
      let (dx, dy) = (Double(x) - middle, middle - Double(y))
      let along = dx * line.cos + dy * line.sin
      let across = -dx * line.sin + dy * line.cos
      let turn = Elementary.atan2(across, along)
      let phase = 2 * .pi * across / period + turn
      return 128 + (kind == .ridgeEnding ? -90 : 90) * Elementary.cos(phase)
    }
  }

  static func image(
    width: Int, height: Int, _ gray: (Int, Int) -> Double
  ) -> GrayImage {
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { pixels.append(UInt8(min(max(gray(x, y).rounded(), 0), 255))) }
    }
    guard
      let image = GrayImage(width: width, height: height, pixels: pixels, resolution: .standard)
    else { return clean.image }
    return image
  }
}

extension GrayImage {
  /// The image taken as 500 ppi with dark ridges, without cropping.
  var normalizedAsIs: NormalizedImage? {
    NormalizedImage(
      width: width, height: height, pixels: pixels, origin: .init(resolution: .standard))
  }
}
