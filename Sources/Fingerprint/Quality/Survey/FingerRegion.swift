// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The blocks of a survey that show finger: the largest connected area, its holes filled.
public struct FingerRegion: Sendable {
  /// Square millimetres.
  public let area: Double
  /// Centre of mass from the left and the upper edge of the image, millimetres.
  public let middle: SIMD2<Double>
  /// Length of the finger along its longest axis over that across it, 1 and up; what the image cuts
  /// off is completed.
  public let elongation: Double
  /// Turn of the longest axis from upright, degrees counter-clockwise as seen, -90...90.
  public let lean: Double
  /// Smallest box around the area, millimetres from the left and the upper edge.
  public let box: (left: Double, top: Double, right: Double, bottom: Double)
  /// Millimetres along each edge of the image over which the area reaches it.
  public let cut: (left: Double, top: Double, right: Double, bottom: Double)
  /// For each block, row by row, whether it belongs to the area.
  let isInside: [Bool]

  /// Grey levels of deviation that a block with ridges has at least; noise of a bare platen has less.
  static let leastDeviation: Float = 9
  /// The same as a share of what the clearest tenth of the blocks has.
  static let leastShare: Float = 0.3

  /// Nil where no block shows ridges.
  public init?(_ survey: BlockSurvey) {
    let deviations = survey.blocks.map(\.deviation).sorted()
    guard let clear = deviations.dropLast(deviations.count / 10).last else { return nil }
    let least = max(Self.leastDeviation, Self.leastShare * clear)
    let ridges = Plane<UInt8>(margin: 0)
    ridges.layOut(width: survey.columns, height: survey.rows)
    for (index, block) in survey.blocks.enumerated() {
      let (x, y) = (index % survey.columns, index / survey.columns)
      ridges[x, y] = block.deviation > least ? 0 : 255
    }
    let runs = ImageRegion(darkPartOf: ridges, threshold: 128).runs
    guard !runs.isEmpty else { return nil }
    var isInside = [Bool](repeating: false, count: survey.blocks.count)
    for run in runs {
      for x in run.start..<run.end { isInside[run.y * survey.columns + x] = true }
    }
    self.init(isInside, survey)
  }

  private init(_ isInside: [Bool], _ survey: BlockSurvey) {
    self.isInside = isInside
    let side = survey.millimetres
    let places = isInside.indices.filter { isInside[$0] }.map {
      SIMD2(Double($0 % survey.columns), Double($0 / survey.columns)) * side + side / 2
    }
    let outline = OutlineEllipse(isInside, columns: survey.columns, rows: survey.rows)
    area = Double(places.count) * side * side
    middle = places.reduce(SIMD2()) { $0 + $1 } / Double(max(places.count, 1))
    (elongation, lean) = (outline.elongation, outline.lean)
    let (xs, ys) = (places.map(\.x), places.map(\.y))
    box = (
      (xs.min() ?? 0) - side / 2, (ys.min() ?? 0) - side / 2, (xs.max() ?? 0) + side / 2,
      (ys.max() ?? 0) + side / 2
    )
    let (lastX, lastY) = (Double(survey.columns) * side - side, Double(survey.rows) * side - side)
    cut = (
      Double(xs.count { $0 < side }) * side, Double(ys.count { $0 < side }) * side,
      Double(xs.count { $0 > lastX }) * side, Double(ys.count { $0 > lastY }) * side
    )
  }
}
