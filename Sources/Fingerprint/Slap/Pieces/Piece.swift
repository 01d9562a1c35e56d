// SPDX-License-Identifier: Apache-2.0

/// A part of the ridge map that may be a fingertip, measured in the frame of a hand; cells.
struct Piece {
  /// Its cells, as indexes of the grid.
  let cells: [Int32]
  /// Left and right side, nearly all of it between them.
  let left: Float
  let right: Float
  /// Tip, and where the piece ends towards the palm.
  let top: Float
  let bottom: Float
  /// Mean ridge share.
  let strength: Float
  /// Share of the box that the piece fills.
  let fill: Float
  /// Degrees that its long axis leans to the right of the hand's.
  let lean: Float
  /// 1 - short axis over long axis.
  let elongation: Float
  /// Edges of the image that cut it.
  let cut: Edges

  var width: Float { right - left }
  var height: Float { bottom - top }
  var middle: Float { (left + right) / 2 }

  /// Edges of the image.
  struct Edges: OptionSet {
    let rawValue: UInt8
    static let top = Edges(rawValue: 1)
    static let bottom = Edges(rawValue: 2)
    static let left = Edges(rawValue: 4)
    static let right = Edges(rawValue: 8)
    static let sides: Edges = [.left, .right]
  }
}
