// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Whether a box is shaped like a fingertip, and whether there are ridges above it.
public struct TipShape: Sendable, Hashable {
  /// Share of the blob threshold from which a pale cell above a box counts.
  public var pale: Float = 0.45
  /// How far above a box is looked, in finger widths.
  public var lookAbove: Float = 1.5
  /// Pale cells above a box, in squared finger widths, from which the tip may be there.
  public var ridgesAbove: Float = 0.25
  /// The same above a short box.
  public var ridgesAboveShort: Float = 0.17
  /// Height over width below which a box is short.
  public var short: Float = 1.1
  /// Fill of the uppermost part over fill of the rest from which a top is flat: tips are round, joints
  /// and cut tips are not; only below `flatBelow` widths of height.
  public var flat: Float = 0.95
  /// See `flat`.
  public var flatBelow: Float = 1.15
  /// Height over width of any fingertip.
  public var leastShape: Float = 0.8
  /// Width over the usual width.
  public var widths: ClosedRange<Float> = 0.62...1.45
  /// A box shorter than this many widths, and than this share of the middle height, is odd.
  public var shortAmongOthers: Float = 0.95
  /// See `shortAmongOthers`.
  public var shareOfHeight: Float = 0.8

  /// The values that the product ships with.
  public init() {}

  /// What was measured on a box.
  struct Tip {
    let piece: Piece
    /// Height over width.
    let shape: Float
    /// Pale cells above, in squared finger widths.
    let above: Float
    /// Fill of the top over fill of the rest.
    let flatness: Float
  }

  func measure(_ piece: Piece, _ reading: SlapReading, _ w: SlapWorkspace) -> Tip {
    let width = reading.fingerWidth
    let top = Count(
      piece.left...piece.right, piece.top...(piece.top + 0.18 * piece.height), w, reading.frame,
      above: w.threshold)
    let rest = Count(
      piece.left...piece.right, (piece.top + 0.25 * piece.height)...(piece.bottom), w,
      reading.frame, above: w.threshold)
    let over = Count(
      piece.left...piece.right, (piece.top - lookAbove * width)...(piece.top - 3), w,
      reading.frame, above: pale * w.threshold)
    return Tip(
      piece: piece, shape: piece.height / piece.width, above: over.cells / (width * width),
      flatness: rest.share > 0 ? top.share / rest.share : 0)
  }

  func isUnsure(_ tip: Tip) -> Bool {
    tip.above > (tip.shape < short ? ridgesAboveShort : ridgesAbove)
  }

  func isOdd(_ tips: [Tip], _ reading: SlapReading, isHand: Bool) -> Bool {
    let heights = tips.map(\.piece.height).sorted()
    guard !heights.isEmpty else { return false }
    let middle = heights[heights.count / 2]
    return tips.contains { tip in
      let isWhole = tip.piece.cut.isDisjoint(with: [.top, .bottom])
      let isFlat = isHand && tip.flatness > flat && tip.shape < flatBelow
      let isShort = tip.shape < shortAmongOthers && tip.piece.height < shareOfHeight * middle
      return tip.shape < leastShape || !widths.contains(tip.piece.width / reading.fingerWidth)
        || (isFlat && !tip.piece.cut.contains(.top)) || (isWhole && isShort)
    }
  }

  /// Cells of a rectangle of the hand's frame, within the image.
  private struct Count {
    /// Cells with more ridges than asked for.
    private(set) var cells: Float = 0
    private var area: Float = 0

    var share: Float { area > 0 ? cells / area : 0 }

    init(
      _ across: ClosedRange<Float>, _ along: ClosedRange<Float>, _ w: SlapWorkspace,
      _ frame: HandFrame, above least: Float
    ) {
      for v in stride(from: along.lowerBound, to: along.upperBound, by: 1) {
        for u in stride(from: across.lowerBound + 0.5, to: across.upperBound, by: 1) {
          let place = frame.grid(across: u, along: v)
          let (x, y) = (Int(place.x.rounded(.down)), Int(place.y.rounded(.down)))
          guard x >= 0, y >= 0, x < w.columns, y < w.rows else { continue }
          area += 1
          if w.ridges[x, y] > least { cells += 1 }
        }
      }
    }
  }
}
