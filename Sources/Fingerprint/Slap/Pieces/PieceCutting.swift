// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Blobs of the ridge map, cut at the gaps between fingers and at the creases of joints.
public struct PieceCutting: Sendable, Hashable {
  /// Ridge share that always belongs to a blob's outside; below it there are only paper and writing.
  public var leastThreshold: Float = 0.30
  /// The threshold as a share of the strong ridges of the image. 0.50 loses pale fingers, 0.35
  /// joins fingers that touch.
  public var relativeThreshold: Float = 0.42
  /// Percentile of the ridge map that counts as strong.
  public var strongPercentile = 0.97
  /// Cells of the smallest piece: 4 mm by 2.5 mm.
  public var leastCells = 60
  /// Cut between fingers where the profile falls below this share of its lower shoulder...
  public var gapRatio: Float = 0.62
  /// ... or this one where the piece is wider than one finger can be.
  public var wideGapRatio: Float = 0.8
  /// Cells across that only more than one finger fills.
  public var wideFrom: Float = 44
  /// Narrowest finger that a cut may leave.
  public var leastWidth = 9
  /// The same along the finger, for creases.
  public var creaseRatio: Float = 0.65
  /// For a piece too long for one joint.
  public var longCreaseRatio: Float = 0.8
  /// For a crease that would leave a tip or a joint too short.
  public var shortCreaseRatio: Float = 0.4
  /// Lengths over the width: too long for one joint; shortest tip; shortest joint below.
  public var longFrom: Float = 2.3
  /// See `longFrom`.
  public var shortestTip: Float = 0.9
  /// See `longFrom`.
  public var shortestJoint: Float = 0.6
  /// Shortest piece that a cut may leave.
  public var leastHeight = 10
  /// Cuts within cuts.
  public var depth = 8

  /// The values that the product ships with.
  public init() {}

  /// Finds the blobs of the ridge map.
  func findBlobs(_ w: SlapWorkspace) {
    let strong = RidgeShare.percentile(strongPercentile, of: w.ridges, steps: 1000)
    w.threshold = max(leastThreshold, relativeThreshold * strong)
    w.blobs = w.regions { w.ridges[$0, $1] > w.threshold }.filter { $0.count >= leastCells }
  }

  /// Cuts every blob until nothing speaks for another cut.
  func cut(_ frame: HandFrame, _ w: SlapWorkspace) -> [Piece] {
    var pieces: [Piece] = []
    for blob in w.blobs { cut(blob, depth: depth, w, &pieces) }
    return pieces
  }

  private func cut(_ cells: [Int32], depth: Int, _ w: SlapWorkspace, _ pieces: inout [Piece]) {
    guard cells.count >= leastCells else { return }
    let across = PieceProfile(cells, w.across, w)
    let along = PieceProfile(cells, w.along, w)
    guard depth > 0, let cut = bestCut(across, along) else {
      pieces.append(Piece(cells, across, along, w))
      return
    }
    let places = (cut.isCrease ? w.along : w.across).row(0)
    let low = cells.filter { places[Int($0)] < cut.place }
    let high = cells.filter { places[Int($0)] >= cut.place }
    for part in w.regions(of: low) { self.cut(part, depth: depth - 1, w, &pieces) }
    for part in w.regions(of: high) { self.cut(part, depth: depth - 1, w, &pieces) }
  }

  private struct Cut {
    let place: Float
    let isCrease: Bool
    /// Depth of the gap against what is allowed; below 1.
    let ratio: Float
  }

  private func bestCut(_ across: PieceProfile, _ along: PieceProfile) -> Cut? {
    let wide = Float(across.count) > wideFrom
    let gap = across.deepestGap(leastSide: leastWidth) { _ in wide ? wideGapRatio : gapRatio }
    let width = min(Float(across.count), 40)
    let length = Float(along.count)
    let crease = along.deepestGap(leastSide: leastHeight) { place in
      let above = Float(place)
      if above < shortestTip * width || length - above < shortestJoint * width {
        return shortCreaseRatio
      }
      return length > longFrom * width ? longCreaseRatio : creaseRatio
    }
    let cuts = [
      gap.map { Cut(place: across.origin + Float($0.at) + 0.5, isCrease: false, ratio: $0.ratio) },
      crease.map { Cut(place: along.origin + Float($0.at) + 0.5, isCrease: true, ratio: $0.ratio) },
    ]
    return cuts.compactMap { $0 }.min { $0.ratio < $1.ratio }
  }
}
