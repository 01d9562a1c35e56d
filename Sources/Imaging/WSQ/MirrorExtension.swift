// SPDX-License-Identifier: Apache-2.0

/// How a line of samples, and the two bands it is split into, continue beyond their ends.
///
/// The line is mirrored: about its end samples for filters of odd length, about the gap beside them
/// for even length. What that means for the bands follows from where their samples stand on the line
/// (Brislawn 1996, Classification of nonexpansive symmetric extension transforms).
struct MirrorExtension {
  /// Samples of the line, at least 1.
  let count: Int
  /// Whether the filters have odd length.
  let isOdd: Bool

  /// The sample of the line that stands for place `i`.
  func sample(_ i: Int) -> Int {
    if i >= 0 && i < count { return i }
    let period = isOdd ? max(2 * count - 2, 1) : 2 * count
    let place = ((i % period) + period) % period
    if place < count { return place }
    return isOdd ? period - place : period - 1 - place
  }

  /// The sample of the low band that stands for place `k`.
  func low(_ k: Int) -> Int {
    if k >= 0 && 2 * k < count { return k }
    if isOdd { return sample(2 * k) / 2 }
    return pair(k).index
  }

  /// The sample of the high band that stands for place `k`, and its sign; nil where that is zero.
  func high(_ k: Int) -> (index: Int, sign: Float)? {
    if k >= 0 && 2 * k + 1 < count { return (k, 1) }
    if count == 1 { return nil }
    if isOdd { return (sample(2 * k + 1) / 2, 1) }
    let (index, isMirrored) = pair(k)
    return 2 * index + 1 < count ? (index, isMirrored ? -1 : 1) : nil
  }

  /// Samples of bands of even filters stand on pairs of the line; mirroring takes pair `k` to
  /// `-1 - k` and to `count - 1 - k`.
  private func pair(_ k: Int) -> (index: Int, isMirrored: Bool) {
    let place = ((k % count) + count) % count
    return 2 * place < count ? (place, false) : (count - 1 - place, true)
  }
}
