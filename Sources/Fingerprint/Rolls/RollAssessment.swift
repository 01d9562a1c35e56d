// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Imaging

/// Whether an image of one finger was rolled, and whether the roll goes from nail to nail.
///
/// The breadth of the print is counted in ridges, so that children's small fingers count like
/// adults': a plain print shows about 30 ridges side by side, a roll 50 and more.
public struct RollAssessment: Sendable, Hashable {
  /// Breadth of the print at its widest, in millimetres.
  public let breadth: Float
  /// Breadth in distances between ridges.
  public let ridges: Float
  /// Share of the print's outline that shows ridges: low where the roll lifted off or slipped.
  public let fill: Float
  /// Sides of the image that the print runs into.
  public let isCutLeft, isCutRight: Bool

  /// Ridges across from which a print was rolled: the widest of 92 plain prints of cards and sensors
  /// have 41, the narrowest of ten rolls of a card 59.
  static let rolledFrom: Float = 46
  /// Ridges across of a roll from nail to nail.
  static let completeFrom: Float = 50
  /// Breadth of a roll over that of the same finger's plain print.
  static let overPlain: Float = 1.25
  /// Least fill of a roll in one go.
  static let leastFill: Float = 0.8
  /// The same of a finger that was only put down: two plain prints differ as much.
  static let asPlain: Float = 1.1

  /// Measures what extraction found in an image with this origin; nil where it found no foreground.
  ///
  /// Normalization crops empty borders: a print that reaches a cropped side is not cut.
  public init?(_ features: FingerprintFeatures, of origin: NormalizedImage.Origin) {
    guard let field = features.orientation else { return nil }
    let rows = RowSpan.all(of: field)
    guard let breadth = field.breadth else { return nil }
    self.breadth = breadth
    ridges = breadth * 500 / 25.4 / max(features.ridgePeriod, 1)
    let outline = rows.reduce(0) { $0 + $1.width }
    fill = Float(rows.reduce(0) { $0 + $1.blocks }) / Float(max(1, outline))
    let end = Double(origin.cropX) + Double(features.width) * origin.pixelsPerPixel
    let (startsAtEdge, endsAtEdge) = (origin.cropX == 0, end > Double(origin.sourceWidth - 3))
    isCutLeft = startsAtEdge && rows.count { $0.first == 0 } * 3 > rows.count
    isCutRight =
      endsAtEdge && rows.count { $0.first + $0.width == field.columns } * 3 > rows.count
  }

  /// Whether the print is wider than any that is put down flat.
  public var isRolled: Bool { ridges >= Self.rolledFrom }

  /// What keeps the roll from being complete; empty for a good one. Takes the finger's plain print
  /// where there is one: its own breadth says more than any limit.
  public func doubts(plain: RollAssessment? = nil) -> [RollDoubt] {
    var doubts: [RollDoubt] = []
    let held = plain.flatMap { Self.doubt(breadth: breadth, plain: $0.breadth) }
    if !isRolled {
      doubts.append(.plain)
    } else if ridges < Self.completeFrom || held != nil {
      doubts.append(held ?? .notToTheNails)
    }
    if fill < Self.leastFill { doubts.append(.gaps) }
    if isCutLeft || isCutRight { doubts.append(.cut) }
    return doubts
  }

  /// What the breadth of a roll against that of the same finger's plain print speaks of, both in
  /// millimetres: it was put down, or not rolled far enough. Nil for a good one.
  public static func doubt(breadth: Float, plain: Float) -> RollDoubt? {
    if breadth < asPlain * plain { return .plain }
    return breadth < overPlain * plain ? .notToTheNails : nil
  }

  /// The impression type that the breadth tells, for live scans.
  public var impression: ImpressionType { isRolled ? .liveScanRolled : .liveScanPlain }
}

/// What is wrong with a roll; every one asks for a new capture.
public enum RollDoubt: String, Sendable, Hashable, CaseIterable {
  /// The finger was put down, not rolled.
  case plain = "not-rolled"
  /// The roll ends before the nails.
  case notToTheNails = "not-nail-to-nail"
  /// The finger lifted off or slipped.
  case gaps = "roll-gaps"
  /// The image ends within the roll.
  case cut = "roll-cut"

  /// For the operator, in English.
  public var english: String {
    switch self {
    case .plain: "the finger was not rolled: roll it from one side of the nail to the other"
    case .notToTheNails: "the roll is too narrow: start and end at the edge of the nail"
    case .gaps: "the roll has gaps: roll once, evenly, without lifting the finger"
    case .cut: "the roll leaves the glass: start in the middle of the glass"
    }
  }

  /// For the operator, in Vietnamese.
  public var vietnamese: String {
    switch self {
    case .plain: "chưa lăn ngón tay: hãy lăn từ cạnh móng này sang cạnh móng kia"
    case .notToTheNails: "lăn chưa đủ rộng: hãy bắt đầu và kết thúc ở mép móng tay"
    case .gaps: "vân lăn bị ngắt quãng: hãy lăn một lần, đều tay, không nhấc ngón"
    case .cut: "vân lăn ra ngoài mặt kính: hãy bắt đầu từ giữa mặt kính"
    }
  }
}

extension OrientationField {
  /// Share of the rows that may be wider than the breadth: stray blocks are not the finger.
  private static let strayShare = 0.1

  /// Breadth of the print at its widest, in millimetres; nil where there is no foreground.
  public var breadth: Float? {
    let widths = RowSpan.all(of: self).map(\.width).sorted()
    guard !widths.isEmpty else { return nil }
    let place = min(widths.count - 1, Int(Double(widths.count) * (1 - Self.strayShare)))
    return Float(widths[place] * Self.blockSide) * 25.4 / 500
  }
}

/// The foreground of one row of blocks.
private struct RowSpan {
  let first: Int
  let width: Int
  let blocks: Int

  static func all(of field: OrientationField) -> [RowSpan] {
    (0..<field.rows).compactMap { RowSpan(field, row: $0) }
  }

  private init?(_ field: OrientationField, row: Int) {
    let start = row * field.columns
    let found = (0..<field.columns).filter { field.confidence[start + $0] > 0 }
    guard let first = found.first, let last = found.last else { return nil }
    self.first = first
    width = last - first + 1
    blocks = found.count
  }
}
