// SPDX-License-Identifier: Apache-2.0

/// Convex hull of places in pixels (monotone chain, Andrew 1979).
struct ConvexHull {
  typealias Place = (x: Float, y: Float)
  private let corners: [Place]

  init(_ places: [Place]) {
    let sorted = places.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let lower = Self.chain(sorted)
    let upper = Self.chain(sorted.reversed())
    corners = sorted.count < 3 ? sorted : Array(lower.dropLast() + upper.dropLast())
  }

  /// Whole pixels that hold the hull and a margin.
  func bounds(grownBy margin: Float) -> (left: Int, top: Int, right: Int, bottom: Int) {
    let (xs, ys) = (corners.map(\.x), corners.map(\.y))
    return (
      Int((xs.min() ?? 0) - margin) - 1, Int((ys.min() ?? 0) - margin) - 1,
      Int((xs.max() ?? 0) + margin) + 1, Int((ys.max() ?? 0) + margin) + 1
    )
  }

  /// Whether a place is inside or within `margin` pixels of it.
  func contains(x: Float, y: Float, margin: Float) -> Bool {
    var inside = corners.count >= 3
    var nearest = Float.infinity
    for (i, a) in corners.enumerated() {
      let b = corners[(i + 1) % corners.count]
      let (ex, ey, px, py) = (b.x - a.x, b.y - a.y, x - a.x, y - a.y)
      if ex * py - ey * px < 0 { inside = false }
      let length = ex * ex + ey * ey
      let t = length > 0 ? max(0, min(1, (ex * px + ey * py) / length)) : 0
      let (dx, dy) = (px - t * ex, py - t * ey)
      nearest = min(nearest, dx * dx + dy * dy)
    }
    return inside || nearest < margin * margin
  }

  private static func chain(_ places: [Place]) -> [Place] {
    var chain: [Place] = []
    for p in places {
      while chain.count >= 2, turn(chain[chain.count - 2], chain[chain.count - 1], p) <= 0 {
        chain.removeLast()
      }
      chain.append(p)
    }
    return chain
  }

  private static func turn(_ o: Place, _ a: Place, _ b: Place) -> Float {
    (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x)
  }
}
