// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Ridges beside a finger that are too faint to be of it.
struct FaintRidges {
  /// Square millimetres of the largest connected patch.
  let area: Double

  /// Share of the clearest contrast from which a block is the finger's own.
  private static let ownShare: Float = 0.5
  /// The same below which it may be left from an earlier print; the rest is the finger's rim.
  private static let faintShare: Float = 0.42
  /// Blocks of the finger that are darker than this share of the way from dark to light are its own
  /// however flat they are.
  private static let ownGrey: Float = 0.6
  /// Coherence from which gradients are ridges.
  private static let leastCoherence: Float = 0.7
  /// Deviation in grey levels from which they are no noise.
  private static let leastDeviation: Float = 2.5
  /// Energy of the gradients over the variance of grey from which they are ridges rather than shade
  /// or the edge of a frame; ridges 9 pixels apart have 0.4, an edge 0.13.
  private static let leastSteepness: Float = 0.2

  init(_ survey: BlockSurvey, _ region: FingerRegion, clearest: Float, dark: Int, light: Int) {
    let limit = Float(dark) + Self.ownGrey * Float(light - dark)
    let (columns, rows) = (survey.columns, survey.rows)
    let own = Self.largest(columns, rows) { index in
      let block = survey.blocks[index]
      return block.deviation > Self.ownShare * clearest
        || (region.isInside[index] && block.mean < limit)
    }
    var isNear = [Bool](repeating: false, count: columns * rows)
    for run in own.runs {
      for y in max(run.y - 1, 0)...min(run.y + 1, rows - 1) {
        for x in max(run.start - 1, 0)..<min(run.end + 1, columns) {
          isNear[y * columns + x] = true
        }
      }
    }
    let patch = Self.largest(columns, rows) { index in
      let block = survey.blocks[index]
      return !isNear[index] && block.deviation > Self.leastDeviation
        && block.deviation < Self.faintShare * clearest && block.coherence > Self.leastCoherence
        && block.energy > Self.leastSteepness * block.deviation * block.deviation
    }
    area = Double(patch.pixels) * survey.millimetres * survey.millimetres
  }

  private static func largest(
    _ columns: Int, _ rows: Int, _ isIn: (Int) -> Bool
  ) -> ImageRegion {
    let plane = Plane<UInt8>(margin: 0)
    plane.layOut(width: columns, height: rows)
    for index in 0..<columns * rows {
      plane[index % columns, index / columns] = isIn(index) ? 0 : 255
    }
    return ImageRegion(darkPartOf: plane, threshold: 128)
  }
}
