// SPDX-License-Identifier: Apache-2.0

/// Which pieces may be fingertips, and how much each looks like one.
public struct CandidateChoice: Sendable, Hashable {
  /// Cells across a fingertip: a child's 4 mm to a spread thumb's 23 mm.
  public var widths: ClosedRange<Float> = 10...56
  /// Cells along a fingertip.
  public var leastHeight: Float = 10
  /// Cells, ridge share, fill and height over width of a clear fingertip; less takes off in
  /// proportion.
  public var clearCells: Float = 420
  /// See `clearCells`.
  public var clearStrength: Float = 0.42
  /// See `clearCells`.
  public var clearFill: Float = 0.68
  /// See `clearCells`.
  public var clearShape: Float = 1.1
  /// Looks below which a piece is dropped.
  public var leastLooks: Float = 0.10
  /// Candidates kept, the best first; more only cost time.
  public var most = 12
  /// A candidate lies under another when their sides overlap by this share...
  public var overlap: Float = 0.5
  /// ... and the gap is below this many widths.
  public var jointGap: Float = 1.2

  /// The values that the product ships with.
  public init() {}

  /// The candidates from left to right.
  func choose(from pieces: [Piece]) -> [Candidate] {
    var chosen = pieces.filter { widths.contains($0.width) && $0.height >= leastHeight }
      .map { (piece: $0, looks: looks(of: $0)) }
      .filter { $0.looks >= leastLooks }
      .sorted { $0.looks > $1.looks }
    chosen = chosen.prefix(most).sorted { $0.piece.middle < $1.piece.middle }
    return chosen.map { one in
      let isJoint = chosen.contains { $0.looks > 0.25 && lies(one.piece, under: $0.piece) }
      return Candidate(piece: one.piece, looks: one.looks, isJoint: isJoint)
    }
  }

  private func looks(of piece: Piece) -> Float {
    let shape = min(piece.height / piece.width, 2.2 * piece.width / piece.height)
    return min(1, Float(piece.cells.count) / clearCells) * min(1, piece.strength / clearStrength)
      * min(1, piece.fill / clearFill) * min(1, shape / clearShape)
  }

  private func lies(_ lower: Piece, under upper: Piece) -> Bool {
    let shared = min(lower.right, upper.right) - max(lower.left, upper.left)
    let width = (lower.width + upper.width) / 2
    return shared > overlap * min(lower.width, upper.width)
      && upper.top + upper.bottom < lower.top + lower.bottom
      && lower.top - upper.bottom < jointGap * width
  }
}

/// A piece that may be a fingertip.
struct Candidate {
  let piece: Piece
  /// 0...1: how much it looks like a clear fingertip.
  let looks: Float
  /// Whether another candidate lies right above it, so that it may be a lower joint.
  let isJoint: Bool

  /// What a clear fingertip is worth, in nats.
  static let highestReward: Float = 9

  /// What explaining the picture with it is worth, in nats.
  var reward: Float {
    let skew = min(4, piece.lean * piece.lean / 288) * min(1, piece.elongation / 0.25)
    return Self.highestReward * looks - skew - (isJoint ? 4.5 : 0)
      - (piece.cut.isDisjoint(with: .sides) ? 0 : 1.5)
  }
}
