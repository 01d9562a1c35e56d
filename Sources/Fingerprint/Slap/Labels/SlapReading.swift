// SPDX-License-Identifier: Apache-2.0

internal import Biometrics

/// The best labelling for one angle of the hand.
struct SlapReading {
  let frame: HandFrame
  let candidates: [Candidate]
  /// Width of a finger in cells.
  let fingerWidth: Float
  /// The labelling; nil where there is no candidate.
  private(set) var assignment: Assignment?
  /// How well it explains the whole picture, in nats.
  private(set) var value = -Float.infinity
  /// By how much it beats what contradicts it.
  private(set) var margin = Float.infinity

  init(frame: HandFrame, candidates: [Candidate], fingerWidth: Float) {
    self.frame = frame
    self.candidates = candidates
    self.fingerWidth = fingerWidth
  }

  /// Takes the best assignment of a layout when it explains more than what is kept.
  mutating func take(_ best: Assignment, value: Float, contradiction: Float) {
    guard value > self.value else { return }
    assignment = best
    self.value = value
    margin = best.score - contradiction
  }

  /// The pieces that have a place, from left to right.
  var placed: [Placed] {
    (assignment?.placed ?? []).map {
      Placed(slot: $0.slot, index: $0.candidate, candidate: candidates[$0.candidate])
    }
  }

  /// Share of the most that a labelling can be worth from which no other angle can contradict it.
  private static let clear: Float = 0.87

  /// Whether every place of the layout is taken by a clear fingertip where it should be, and nothing
  /// is left over.
  var isClear: Bool {
    guard let layout = assignment?.layout else { return false }
    return value > Self.clear * Candidate.highestReward * Float(layout.fingers.count)
  }

  /// A candidate with its place in the layout.
  struct Placed {
    let slot: Int
    let index: Int
    let candidate: Candidate
    var piece: Piece { candidate.piece }
  }

  /// Candidates that have no place and are no joints of others.
  var unexplained: [Candidate] {
    let used = Set(placed.map(\.index))
    return candidates.indices.filter { !used.contains($0) && !candidates[$0].isJoint }
      .map { candidates[$0] }
  }

  /// Whether the other names a piece otherwise, or gives a name to another place.
  func contradicts(_ other: SlapReading) -> Bool {
    let theirs = other.located
    return located.contains { mine in
      theirs.contains { their in
        let offset = mine.middle - their.middle
        let distance = (offset * offset).sum().squareRoot()
        return mine.position == their.position
          ? distance > 0.7 * mine.width : distance < 0.5 * mine.width
      }
    }
  }

  private var located: [(position: Int, middle: SIMD2<Float>, width: Float)] {
    guard let layout = assignment?.layout else { return [] }
    return placed.map {
      let piece = $0.piece
      let middle = frame.grid(across: piece.middle, along: (piece.top + piece.bottom) / 2)
      return (Int(layout.fingers[$0.slot].rawValue), middle, piece.width)
    }
  }
}
