// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// Which hand the fingers belong to, by how far their tips reach and how wide they are.
///
/// A row of tips turned by 15 degrees looks much like the other hand's: what tells the hands apart is
/// that the fingers themselves were not turned.
public struct HandEvidence: Sendable, Hashable {
  /// Deviation of a tip along the finger, in finger widths.
  public var reach: Float = 0.30
  /// The same for a tip that the image cuts off.
  public var cutReach: Float = 1.2
  /// Degrees between the row of tips and the fingers: deviation around what is usual.
  public var tilt: Float = 5
  /// How far the fingers' own axes are trusted against the hand's, 0...1.
  public var ownAxes: Float = 0.8
  /// Width of the little finger over the mean of the others, and its deviation.
  public var littleWidth: Float = 0.86
  /// See `littleWidth`.
  public var littleDeviation: Float = 0.09
  /// Most that the width can say, in nats.
  public var widthCap: Float = 3
  /// Nats of evidence that count as one: the model is simpler than hands are.
  public var trust: Float = 0.7

  /// The values that the product ships with.
  public init() {}

  /// Nats for the assignment's layout against the other hand; nil for thumbs and fewer than three
  /// fingers.
  func margin(
    for assignment: Assignment, of candidates: [Candidate], fingerWidth: Float,
    missing: Set<FingerPosition>
  ) -> Float? {
    let layout = assignment.layout
    let placed = assignment.placed
    guard layout != .thumbs, placed.count >= 3 else { return nil }
    let pieces = placed.map { candidates[$0.candidate].piece }
    let own = cost(pieces, placed.map(\.slot), layout, fingerWidth)
    let other = Self.choices(of: pieces.count, layout.mirrored, missing)
      .map { cost(pieces, $0, layout.mirrored, fingerWidth) }.min()
    return other.map { trust * ($0 - own) }
  }

  /// Places that so many fingers can have; all when too many are missing.
  private static func choices(
    of count: Int, _ layout: SlapLayout, _ missing: Set<FingerPosition>
  ) -> [[Int]] {
    guard count < 4 else { return [[0, 1, 2, 3]] }
    let all = (0..<4).map { left in (0..<4).filter { $0 != left } }
    let open = all.filter { $0.allSatisfy { !missing.contains(layout.fingers[$0]) } }
    return open.isEmpty ? all : open
  }

  private func cost(
    _ pieces: [Piece], _ slots: [Int], _ layout: SlapLayout, _ width: Float
  ) -> Float {
    let usual = ownAxes * Self.lean(of: pieces)
    let arc = stride(from: Float(-20), through: 20, by: 2).map { degrees in
      let turned = (degrees - usual) / tilt
      return arcCost(pieces, slots, layout, width, degrees: degrees) + turned * turned / 2
    }
    return (arc.min() ?? 0) + widthCost(pieces, slots, layout)
  }

  /// Squared distances of the tips from the layout's, wherever that lies along the fingers.
  private func arcCost(
    _ pieces: [Piece], _ slots: [Int], _ layout: SlapLayout, _ width: Float, degrees: Float
  ) -> Float {
    let turn = HandFrame(degrees: Double(degrees))
    var (weights, sum, squares) = (Float(0), Float(0), Float(0))
    for (piece, slot) in zip(pieces, slots) {
      let along = (piece.top * turn.cosine - piece.middle * turn.sine) / width
      let error = along - layout.tips[slot].y
      let deviation = piece.cut.contains(.top) ? cutReach : reach
      let weight = 1 / (deviation * deviation)
      weights += weight
      sum += weight * error
      squares += weight * error * error
    }
    return (squares - sum * sum / weights) / 2
  }

  private func widthCost(_ pieces: [Piece], _ slots: [Int], _ layout: SlapLayout) -> Float {
    guard let little = layout.littleSlot, let at = slots.firstIndex(of: little) else {
      // Without a little finger the widths should be alike, which costs what is usual.
      return 0.5
    }
    let others = pieces.indices.filter { $0 != at }.map { pieces[$0].width }
    let mean = others.reduce(0, +) / Float(others.count)
    let scaled = (pieces[at].width / mean - littleWidth) / littleDeviation
    return min(widthCap, scaled * scaled / 2)
  }

  /// Degrees that the pieces lean to the right of the hand's axis, the long ones counting more.
  private static func lean(of pieces: [Piece]) -> Float {
    let weights = pieces.map { min(1, $0.elongation / 0.25) }
    let sum = zip(pieces, weights).reduce(Float(0)) { $0 + $1.0.lean * $1.1 }
    return sum / max(weights.reduce(0, +), 0.5)
  }
}
