// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The ellipse that a finger's outline has as far as the image shows it.
///
/// A turned finger that small glass cuts off has its longest visible axis along the glass. So places
/// beyond the image count as finger where the ellipse of all places reaches them, again and again
/// until it stays: expectation and maximisation of an even ellipse whose outside is not seen.
struct OutlineEllipse {
  /// Longest axis over the shortest, 1 and up.
  private(set) var elongation = 1.0
  /// Turn of the longest axis from upright, degrees counter-clockwise as seen, -90...90.
  private(set) var lean = 0.0

  /// Places beyond each edge that may be finger: 6.5 mm.
  private static let margin = 8
  private static let mostRounds = 12

  /// Takes blocks row by row and whether each is finger.
  init(_ isInside: [Bool], columns: Int, rows: Int) {
    var seen = Moments()
    var touchesEdge = false
    for index in isInside.indices where isInside[index] {
      let (x, y) = (index % columns, index / columns)
      seen.add(Double(x), Double(y))
      if x == 0 || y == 0 || x == columns - 1 || y == rows - 1 { touchesEdge = true }
    }
    var whole = seen
    for _ in 0..<(touchesEdge ? Self.mostRounds : 0) {
      let next = seen.adding(whole, columns: columns, rows: rows, margin: Self.margin)
      let stays = next.count == whole.count
      whole = next
      if stays { break }
    }
    let (xx, yy, xy) = whole.spread
    let (half, spread) = ((xx + yy) / 2, ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot())
    elongation = half > spread ? ((half + spread) / (half - spread)).squareRoot() : 1
    // From the x axis, y downwards, to the y axis, y upwards.
    let axis = Elementary.atan2(2 * xy, xx - yy) / 2 * 180 / .pi
    lean = axis > 0 ? 90 - axis : -90 - axis
  }
}

/// Sums over places, and what follows from them.
private struct Moments {
  private(set) var count = 0.0
  private var (x, y, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)

  mutating func add(_ u: Double, _ v: Double) {
    count += 1
    (x, y) = (x + u, y + v)
    (xx, yy, xy) = (xx + u * u, yy + v * v, xy + u * v)
  }

  /// Variances along both axes, each place a unit square, and covariance.
  var spread: (xx: Double, yy: Double, xy: Double) {
    let n = max(count, 1)
    return (
      xx / n - x * x / (n * n) + 1 / 12, yy / n - y * y / (n * n) + 1 / 12,
      xy / n - x * y / (n * n)
    )
  }

  /// These places and those around the image that the ellipse of other ones reaches: an even
  /// ellipse ends two deviations from its middle.
  func adding(_ ellipse: Moments, columns: Int, rows: Int, margin: Int) -> Moments {
    var result = self
    let (a, b, c) = ellipse.spread
    let determinant = max(a * b - c * c, 1e-9)
    let n = max(ellipse.count, 1)
    let (middleX, middleY) = (ellipse.x / n, ellipse.y / n)
    for v in -margin..<rows + margin {
      let isBeside = v < 0 || v >= rows
      let dy = Double(v) - middleY
      for u in -margin..<columns + margin where isBeside || u < 0 || u >= columns {
        let dx = Double(u) - middleX
        if dx * dx * b - 2 * dx * dy * c + dy * dy * a <= 4 * determinant {
          result.add(Double(u), Double(v))
        }
      }
    }
    return result
  }
}
