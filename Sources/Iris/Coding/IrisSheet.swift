// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The iris as a rectangle: 512 columns around the pupil clockwise from the right, 64 rows from the
/// pupil's edge to the limbus (Daugman's rubber sheet, "High confidence visual recognition of persons
/// by a test of statistical independence", 1993).
final class IrisSheet {
  static let columns = 512
  static let rows = 64

  /// Grey from the original picture.
  let grey = Plane<UInt8>(margin: 0)
  /// 1 where the iris is seen, 0 where something hides it or the picture ends.
  let mask = Plane<UInt8>(margin: 0)

  init() {
    grey.layOut(width: Self.columns, height: Self.rows)
    mask.layOut(width: Self.columns, height: Self.rows)
  }

  /// Unrolls the iris along rays from the pupil's centre, from its edge to the limbus, by bilinear
  /// interpolation.
  func unroll(_ picture: Plane<UInt8>, _ eye: EyeGeometry) {
    for column in 0..<Self.columns {
      let ray = Self.ray(eye, column)
      let step = (ray.to - ray.from) / Float(Self.rows)
      var place = ray.from + 0.5 * step
      for row in 0..<Self.rows {
        sample(picture, place, column, row)
        place += step
      }
    }
  }

  /// Where a column begins and ends in the picture.
  static func ray(_ eye: EyeGeometry, _ column: Int) -> (from: SIMD2<Float>, to: SIMD2<Float>) {
    let direction = column / 2
    let odd = column & 1 == 1
    let unit = odd ? halfway[direction] : Directions.unit(direction)
    let radius =
      odd
      ? (eye.pupilRadii[direction] + eye.pupilRadii[(direction + 1) & 255]) / 2
      : eye.pupilRadii[direction]
    let centre = SIMD2(eye.pupil.x, eye.pupil.y)
    return (
      centre + radius * unit, centre + distance(to: eye.limbus, from: centre, along: unit) * unit
    )
  }

  /// Directions between those of `Directions`.
  private static let halfway: [SIMD2<Float>] = (0..<Directions.count).map {
    let angle = 2 * .pi * (Double($0) + 0.5) / Double(Directions.count)
    return SIMD2(Float(Elementary.cos(angle)), Float(Elementary.sin(angle)))
  }

  /// How far a circle is from a place inside it.
  private static func distance(
    to circle: Circle, from place: SIMD2<Float>, along unit: SIMD2<Float>
  ) -> Float {
    let off = place - SIMD2(circle.x, circle.y)
    let along = (off * unit).sum()
    let rest = along * along - (off * off).sum() + circle.radius * circle.radius
    return rest > 0 ? rest.squareRoot() - along : circle.radius
  }

  @inline(__always)
  private func sample(_ picture: Plane<UInt8>, _ place: SIMD2<Float>, _ column: Int, _ row: Int) {
    let inside =
      place.x >= 0 && place.y >= 0 && place.x < Float(picture.width - 1)
      && place.y < Float(picture.height - 1)
    mask.row(row)[column] = inside ? 1 : 0
    guard inside else {
      grey.row(row)[column] = 0
      return
    }
    let fixed = SIMD2<Int32>(place * 256)
    let pixel = picture.row(Int(fixed.y >> 8)) + Int(fixed.x >> 8)
    let (right, down) = (fixed.x & 255, fixed.y & 255)
    let below = pixel + picture.stride
    let top = Int32(pixel[0]) &* (256 &- right) &+ Int32(pixel[1]) &* right
    let bottom = Int32(below[0]) &* (256 &- right) &+ Int32(below[1]) &* right
    let sum = top &* (256 &- down) &+ bottom &* down
    grey.row(row)[column] = UInt8(truncatingIfNeeded: (sum &+ 32768) >> 16)
  }
}
