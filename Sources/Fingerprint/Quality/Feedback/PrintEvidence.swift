// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
public import Imaging

/// What can be seen of how a print was taken: where it lies, how dark and how clear it is.
public struct PrintEvidence: Sendable {
  /// The finger.
  public let region: FingerRegion
  /// Middle of the finger from the middle of the glass, millimetres to the right and down.
  public let offset: SIMD2<Double>
  /// Millimetres over which the print is cut off at each edge of the glass.
  public let cut: (left: Double, top: Double, right: Double, bottom: Double)
  /// Grey levels between the lightest and the darkest twentieth of the finger's pixels.
  public let contrast: Double
  /// Share of the finger's pixels on the dark side of the middle between the two, 0...1.
  public let darkShare: Double
  /// Share of the finger's blocks that are dark all over, 0...1.
  public let flooded: Double
  /// Mean agreement of the gradients in the finger's blocks, 0...1.
  public let clarity: Double
  /// What a movement leaves in the ridges.
  let motion: MotionTraces
  /// Square millimetres of the largest patch of faint ridges beside the finger.
  public let faintArea: Double

  /// Takes a normalized image; nil where it shows no finger.
  public init?(_ image: NormalizedImage, kernels: Kernels = .best) {
    guard let survey = BlockSurvey(image, kernels: kernels), let region = FingerRegion(survey)
    else { return nil }
    let greys = GreySpread(image, survey, region)
    let motion = MotionTraces(survey, region, dark: greys.dark, light: greys.light)
    self.region = region
    (offset, cut) = Self.placement(region, image)
    (contrast, darkShare) = (greys.contrast, greys.darkShare)
    flooded = greys.flooded
    clarity = Self.clarity(survey, region)
    self.motion = motion
    faintArea =
      FaintRidges(
        survey, region, clearest: motion.clearest, dark: greys.dark, light: greys.light
      ).area
  }

  private static func clarity(_ survey: BlockSurvey, _ region: FingerRegion) -> Double {
    let inside = zip(survey.blocks, region.isInside).filter { $1 }.map { $0.0 }
    return Double(inside.reduce(0) { $0 + $1.coherence } / Float(max(inside.count, 1)))
  }

  /// On the glass as it was before borders were cut off the image.
  private static func placement(
    _ region: FingerRegion, _ image: NormalizedImage
  ) -> (SIMD2<Double>, (left: Double, top: Double, right: Double, bottom: Double)) {
    let origin = image.origin
    let pitch = 25.4 / origin.resolution.pixelsPerInch
    let ratio = origin.pixelsPerPixel
    let width = origin.sourceWidth > 0 ? Double(origin.sourceWidth) : Double(image.width) * ratio
    let height =
      origin.sourceHeight > 0 ? Double(origin.sourceHeight) : Double(image.height) * ratio
    let corner = SIMD2(Double(origin.cropX), Double(origin.cropY))
    let end = corner + SIMD2(Double(image.width), Double(image.height)) * ratio
    let margin = 16.0
    let cut = region.cut
    return (
      region.middle + corner * pitch - SIMD2(width, height) * (pitch / 2),
      (
        corner.x < margin ? cut.left : 0, corner.y < margin ? cut.top : 0,
        end.x > width - margin ? cut.right : 0, end.y > height - margin ? cut.bottom : 0
      )
    )
  }
}

/// Greys of the pixels of a finger.
private struct GreySpread {
  /// Grey above the darkest and below the lightest twentieth.
  let dark, light: Int
  let contrast: Double
  let darkShare: Double
  let flooded: Double

  /// Share of the darkest and of the lightest pixels that do not count.
  private static let tail = 20
  /// A block is dark all over when its mean is within this share of the contrast from the darkest.
  private static let floodedShare = 0.3

  init(_ image: NormalizedImage, _ survey: BlockSurvey, _ region: FingerRegion) {
    let histogram = Self.histogram(image, survey, region)
    let total = histogram.reduce(0, +)
    let dark = Self.grey(below: total / Self.tail, histogram)
    let light = Self.grey(below: total - total / Self.tail, histogram)
    let middle = (dark + light) / 2
    (self.dark, self.light) = (dark, light)
    contrast = Double(light - dark)
    darkShare = Double(histogram[..<middle].reduce(0, +)) / Double(max(total, 1))
    let limit = Float(dark) + Float(Self.floodedShare * contrast)
    let inside = zip(survey.blocks, region.isInside).filter { $1 }.map { $0.0 }
    flooded = Double(inside.count { $0.mean < limit }) / Double(max(inside.count, 1))
  }

  /// Every fourth row is enough to know how greys are spread.
  private static func histogram(
    _ image: NormalizedImage, _ survey: BlockSurvey, _ region: FingerRegion
  ) -> [Int] {
    var histogram = [Int](repeating: 0, count: 256)
    let side = survey.side
    image.pixels.withUnsafeBufferPointer { pixels in
      for index in region.isInside.indices where region.isInside[index] {
        let (x, y) = (index % survey.columns * side, index / survey.columns * side)
        for row in stride(from: y, to: y + side, by: 4) {
          for pixel in pixels[row * image.width + x..<row * image.width + x + side] {
            histogram[Int(pixel)] += 1
          }
        }
      }
    }
    return histogram
  }

  private static func grey(below count: Int, _ histogram: [Int]) -> Int {
    var rest = count
    for (grey, pixels) in histogram.enumerated() {
      rest -= pixels
      if rest < 0 { return grey }
    }
    return 255
  }
}
