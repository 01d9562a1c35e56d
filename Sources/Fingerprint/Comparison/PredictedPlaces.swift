// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The first template's minutiae where an alignment and a displacement field put them in the second.
final class PredictedPlaces {
  /// Under the rigid alignment alone, pixels.
  let x = Scratch<Float>(MinutiaColumns.capacity)
  let y = Scratch<Float>(MinutiaColumns.capacity)
  /// What the displacement field adds, pixels.
  let bendX = Scratch<Float>(MinutiaColumns.capacity)
  let bendY = Scratch<Float>(MinutiaColumns.capacity)
  /// Weight of all votes for that.
  let votes = Scratch<Float>(MinutiaColumns.capacity)
  /// Both together in quarter pixels, and the direction there.
  let quarterX = Scratch<Int16>(MinutiaColumns.capacity)
  let quarterY = Scratch<Int16>(MinutiaColumns.capacity)
  let angle = Scratch<Int16>(MinutiaColumns.capacity)
  /// Squared distance in quarter pixels under which a minutia counts as near; 0 for padding.
  let tolerance = Scratch<UInt16>(MinutiaColumns.capacity)

  /// Columns for the kernels.
  func lanes(_ count: Int) -> PlaceLanes {
    PlaceLanes(
      lanes: count, x: quarterX.base, y: quarterY.base, angle: angle.base,
      tolerance: tolerance.base)
  }

  /// Removes all bend.
  func straighten(_ lanes: Int) {
    bendX.base.update(repeating: 0, count: lanes)
    bendY.base.update(repeating: 0, count: lanes)
  }
}

extension TemplatePair {
  /// Puts the first template's minutiae where `alignment` says, without bend.
  func place(_ alignment: Alignment) {
    let p = workspace.predicted
    p.straighten(a.lanes)
    kernels.place(
      a.columns, by: alignment, x: p.x.base, y: p.y.base, angle: p.angle.base)
  }

  /// Rounds the bent places.
  func roundPlaces() {
    let p = workspace.predicted
    kernels.roundPlaces(
      a.lanes, x: p.x.base, y: p.y.base, bendX: p.bendX.base, bendY: p.bendY.base,
      outX: p.quarterX.base, outY: p.quarterY.base)
  }

  /// Allows all places the same distance in pixels.
  func allow(_ pixels: Float) {
    let square = UInt16(16 * pixels * pixels) + 1
    for i in 0..<a.lanes { workspace.predicted.tolerance.base[i] = i < a.count ? square : 0 }
  }

  /// Allows a distance that grows with the one from minutia `root`.
  func allow(from root: Int) {
    kernels.reach(a.columns, reach(from: root), out: workspace.predicted.tolerance.base)
  }

  func reach(from root: Int) -> MinutiaReach {
    MinutiaReach(
      root: root, base: 4 * parameters.rootTolerance, growth: parameters.rootGrowth,
      limit: 4 * parameters.rootLimit)
  }
}
