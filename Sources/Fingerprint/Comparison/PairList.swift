// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Minutiae matched one to one under an alignment.
final class PairList {
  let first = Scratch<UInt8>(MinutiaColumns.capacity)
  let second = Scratch<UInt8>(MinutiaColumns.capacity)
  /// 0...1.
  let similarity = Scratch<Float>(MinutiaColumns.capacity)
  /// Distance squared after bending, pixels, and difference of directions, degrees.
  let residual = Scratch<Float>(MinutiaColumns.capacity)
  let turn = Scratch<Float>(MinutiaColumns.capacity)
  /// Place under the rigid alignment and what is missing to the mate: the votes for bending.
  let x = Scratch<Float>(MinutiaColumns.capacity)
  let y = Scratch<Float>(MinutiaColumns.capacity)
  let shiftX = Scratch<Float>(MinutiaColumns.capacity)
  let shiftY = Scratch<Float>(MinutiaColumns.capacity)
  let weight = Scratch<Float>(MinutiaColumns.capacity)
  var count = 0

  /// The pairs as votes for bending.
  var votes: DisplacementVotes {
    DisplacementVotes(
      count: count, x: x.base, y: y.base, shiftX: shiftX.base, shiftY: shiftY.base,
      weight: weight.base)
  }

  func copy(from other: PairList) {
    count = other.count
    first.base.update(from: other.first.base, count: count)
    second.base.update(from: other.second.base, count: count)
    similarity.base.update(from: other.similarity.base, count: count)
    residual.base.update(from: other.residual.base, count: count)
    turn.base.update(from: other.turn.base, count: count)
    x.base.update(from: other.x.base, count: count)
    y.base.update(from: other.y.base, count: count)
    shiftX.base.update(from: other.shiftX.base, count: count)
    shiftY.base.update(from: other.shiftY.base, count: count)
    weight.base.update(from: other.weight.base, count: count)
  }
}
