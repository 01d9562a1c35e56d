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
  /// How much one direction prevails in all the finger's gradients, 0...1.
  public let anisotropy: Double
  /// Clearness of the ridges of the faintest direction over that of the clearest, 0...1.
  public let balance: Double
  /// Square millimetres of faint ridges beside the finger.
  public let faintArea: Double

  /// Takes a normalized image; nil where it shows no finger.
  public init?(_ image: NormalizedImage, kernels: Kernels = .best) {
    guard let survey = BlockSurvey(image, kernels: kernels), let region = FingerRegion(survey)
    else { return nil }
    let greys = GreySpread(image, survey, region)
    let directions = DirectionSpread(survey, region)
    self.region = region
    (offset, cut) = Self.placement(region, image)
    (contrast, darkShare) = (greys.contrast, greys.darkShare)
    flooded = greys.flooded
    (clarity, anisotropy, balance) = (
      directions.clarity, directions.anisotropy, directions.balance
    )
    faintArea = FaintRidges(survey, region).area
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

/// Ridge directions of a finger and how clear each is.
private struct DirectionSpread {
  let clarity: Double
  let anisotropy: Double
  let balance: Double

  private static let directions = 6
  /// Blocks that a direction needs to be judged.
  private static let leastBlocks = 8
  /// Coherence from which a block has a direction.
  private static let leastCoherence: Float = 0.35

  init(_ survey: BlockSurvey, _ region: FingerRegion) {
    let inside = zip(survey.blocks, region.isInside).filter { $1 }.map { $0.0 }
    let count = Float(max(inside.count, 1))
    clarity = Double(inside.reduce(0) { $0 + $1.coherence } / count)
    let tensor = inside.reduce(SIMD2<Float>()) { $0 + $1.tensor }
    let energy = inside.reduce(0) { $0 + $1.energy }
    anisotropy = energy > 0 ? Double((tensor * tensor).sum().squareRoot() / energy) : 0
    var classes = [[Float]](repeating: [], count: Self.directions)
    for block in inside where block.coherence > Self.leastCoherence {
      let turn = Elementary.atan2(Double(block.tensor.y), Double(block.tensor.x)) / (2 * .pi) + 0.5
      classes[min(Int(turn * Double(Self.directions)), Self.directions - 1)].append(block.deviation)
    }
    let medians = classes.filter { $0.count >= Self.leastBlocks }.map { $0.sorted()[$0.count / 2] }
    balance = medians.max().map { Double((medians.min() ?? $0) / max($0, 1)) } ?? 1
  }
}

/// Ridges beside a finger that are too faint to be of it.
private struct FaintRidges {
  let area: Double

  /// Blocks between the finger and a faint ridge that count as the finger's rim.
  private static let rim = 2
  /// Coherence from which gradients are ridges.
  private static let leastCoherence: Float = 0.6
  /// Deviation in grey levels from which they are no noise.
  private static let leastDeviation: Float = 2.5
  /// Energy of the gradients over the variance of grey from which they are ridges rather than shade;
  /// ridges 9 pixels apart have 0.5.
  private static let leastSteepness: Float = 0.15

  init(_ survey: BlockSurvey, _ region: FingerRegion) {
    var blocks = 0
    for y in 0..<survey.rows {
      for x in 0..<survey.columns {
        let block = survey.blocks[y * survey.columns + x]
        guard block.coherence > Self.leastCoherence, block.deviation > Self.leastDeviation,
          block.energy > Self.leastSteepness * block.deviation * block.deviation,
          !Self.isNear(x, y, survey, region)
        else { continue }
        blocks += 1
      }
    }
    area = Double(blocks) * survey.millimetres * survey.millimetres
  }

  private static func isNear(_ x: Int, _ y: Int, _ survey: BlockSurvey, _ region: FingerRegion)
    -> Bool
  {
    for v in max(y - rim, 0)...min(y + rim, survey.rows - 1) {
      for u in max(x - rim, 0)...min(x + rim, survey.columns - 1) {
        if region.isInside[v * survey.columns + u] { return true }
      }
    }
    return false
  }
}
