// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// Makes minutiae of the vortices of a raster: exact place, direction and type.
struct MinutiaReader {
  let raster: RidgeRaster
  let singularities: [SkinPoint]

  /// Within this distance of a core or delta (1/500 inch, a ridge and a half) ridges turn so sharply
  /// that it is a matter of opinion what ends where.
  static let turningRadius = 14.0
  /// Opposite minutiae within this ellipse (1/500 inch) are an island, a lake or a short bridge.
  static let islandLength = 16.0
  static let islandWidth = 9.0
  /// Ahead of the minutia, 1/500 inch: the tangent is taken where the ridge has settled.
  static let lookAhead = 6.0

  func minutiae() -> [SkinMinutia] {
    raster.vortices.map { vortex in
      let direction = settledDirection(at: vortex.place, towards: vortex.surplusSide)
      return SkinMinutia(
        place: vortex.place, direction: Elementary.atan2(-direction.y, direction.x),
        kind: kind(at: vortex.place, direction), isDoubtful: isDoubtful(vortex))
    }
  }

  /// The ridge direction a little ahead of the minutia, where the ridge has settled.
  private func settledDirection(at place: SkinPoint, towards sense: SkinPoint) -> SkinPoint {
    let ahead = SkinPoint(
      x: place.x + Self.lookAhead * sense.x, y: place.y + Self.lookAhead * sense.y)
    let (sine, cosine) = Elementary.sincos(raster.direction(at: ahead))
    let sign: Double = cosine * sense.x - sine * sense.y >= 0 ? 1 : -1
    return SkinPoint(x: cosine * sign, y: -sine * sign)
  }

  /// A ridge on the side with one line more ends here; a valley there means that a ridge forks.
  private func kind(at place: SkinPoint, _ direction: SkinPoint) -> Minutia.Kind {
    var balance: Float = 0
    for step in [3.0, 4, 5] {
      let (dx, dy) = (step * direction.x, step * direction.y)
      balance += raster.ridge(place.x + dx, place.y + dy)
      balance -= raster.ridge(place.x - dx, place.y - dy)
    }
    return balance > 0 ? .ridgeEnding : .bifurcation
  }

  private func isDoubtful(_ vortex: Vortex) -> Bool {
    singularities.contains { $0.distance(to: vortex.place) < Self.turningRadius }
      || raster.vortices.contains {
        $0.cancels(vortex, along: Self.islandLength, across: Self.islandWidth)
      }
  }
}
