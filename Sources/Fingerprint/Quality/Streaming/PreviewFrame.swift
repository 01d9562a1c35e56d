// SPDX-License-Identifier: Apache-2.0

/// What one frame of a live preview shows, in under a millisecond.
public struct PreviewFrame: Sendable {
  /// Square millimetres of finger; 0 where none is seen.
  public let area: Double
  /// Middle of the finger from the left and the upper edge, millimetres.
  public let middle: SIMD2<Double>
  /// Median deviation of grey in the finger's blocks, grey levels.
  public let contrast: Double
  /// Share of the finger's blocks in which ridges have run together to one dark grey, 0...1.
  public let saturation: Double
  /// Mean agreement of the gradients in the finger's blocks, 0...1.
  public let clarity: Double
  /// Millimetres that the middle moved since the frame before; nil for the first one of a finger.
  public let motion: Double?
  /// Mean change of the blocks' greys since the frame before, as a share of the contrast.
  public let change: Double?
  /// Mean grey of each block and whether it shows finger, for the next frame.
  let blocks: [(mean: Float, isInside: Bool)]

  /// A block has run together when its deviation is below this share of the median.
  private static let saturatedShare: Float = 0.5

  init(_ survey: BlockSurvey, after previous: PreviewFrame?) {
    let region = FingerRegion(survey)
    let isInside = region?.isInside ?? [Bool](repeating: false, count: survey.blocks.count)
    let inside = zip(survey.blocks, isInside).filter { $1 }.map { $0.0 }
    let count = max(inside.count, 1)
    let median = inside.isEmpty ? 0 : inside.map(\.deviation).sorted()[inside.count / 2]
    let mean = inside.reduce(0) { $0 + $1.mean } / Float(count)
    area = region?.area ?? 0
    middle = region?.middle ?? SIMD2()
    contrast = Double(median)
    saturation =
      Double(inside.count { $0.deviation < Self.saturatedShare * median && $0.mean < mean })
      / Double(count)
    clarity = Double(inside.reduce(0) { $0 + $1.coherence } / Float(count))
    blocks = zip(survey.blocks, isInside).map { ($0.mean, $1) }
    if let previous, previous.area > 0, area > 0, previous.blocks.count == blocks.count {
      let way = middle - previous.middle
      motion = (way * way).sum().squareRoot()
      change = Self.change(previous.blocks, blocks, contrast: median)
    } else {
      (motion, change) = (nil, nil)
    }
  }

  /// How good the frame is for a full capture, 0...1.
  public func worth(limits: PreviewLimits) -> Double {
    clarity.squareRoot() * min(area / limits.fullArea, 1) * min(contrast / limits.fullContrast, 1)
      * (1 - saturation)
  }

  private static func change(
    _ before: [(mean: Float, isInside: Bool)], _ after: [(mean: Float, isInside: Bool)],
    contrast: Float
  ) -> Double {
    let shared = zip(before, after).filter { $0.isInside && $1.isInside }
    let sum = shared.reduce(Float(0)) { $0 + abs($1.0.mean - $1.1.mean) }
    return Double(sum / Float(max(shared.count, 1)) / max(contrast, 1))
  }
}
