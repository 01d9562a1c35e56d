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
  /// Places of all rays, and how far they move from row to row: x, y, step x, step y.
  private let rays = Plane<Int32>(margin: 0)

  init() {
    rays.layOut(width: Self.columns, height: 4)
    grey.layOut(width: Self.columns, height: Self.rows)
    mask.layOut(width: Self.columns, height: Self.rows)
  }

  /// Unrolls the iris along rays from the pupil's centre, from its edge to the limbus, by bilinear
  /// interpolation.
  func unroll(_ picture: Plane<UInt8>, _ eye: EyeGeometry) {
    for column in 0..<Self.columns {
      let ray = Self.ray(eye, column)
      let step = (ray.to - ray.from) / Float(Self.rows)
      rays[column, 0] = Self.fixed(ray.from.x + 0.5 * step.x)
      rays[column, 1] = Self.fixed(ray.from.y + 0.5 * step.y)
      rays[column, 2] = Self.fixed(step.x)
      rays[column, 3] = Self.fixed(step.y)
    }
    for row in 0..<Self.rows { sample(picture, row) }
  }

  /// Places have 16 fractional bits.
  private static func fixed(_ value: Float) -> Int32 { Int32((value * 65536).rounded()) }

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

  /// Samples where all rays are now, and moves them on.
  private func sample(_ picture: Plane<UInt8>, _ row: Int) {
    let (grey, mask) = (grey.row(row), mask.row(row))
    let (xs, ys, stepsX, stepsY) = (rays.row(0), rays.row(1), rays.row(2), rays.row(3))
    let (base, stride) = (picture.row(0), picture.stride)
    let right = UInt32(picture.width - 1) << 16
    let bottom = UInt32(picture.height - 1) << 16
    for column in 0..<Self.columns {
      let (x, y) = (xs[column], ys[column])
      xs[column] = x &+ stepsX[column]
      ys[column] = y &+ stepsY[column]
      // Negative places are large as unsigned numbers.
      guard UInt32(bitPattern: x) < right, UInt32(bitPattern: y) < bottom else {
        mask[column] = 0
        grey[column] = 0
        continue
      }
      let pixel = base + (Int(y >> 16) &* stride &+ Int(x >> 16))
      let (across, down) = ((x >> 8) & 255, (y >> 8) & 255)
      let top = Int32(pixel[0]) &* (256 &- across) &+ Int32(pixel[1]) &* across
      let below = Int32(pixel[stride]) &* (256 &- across) &+ Int32(pixel[stride &+ 1]) &* across
      let sum = top &* (256 &- down) &+ below &* down
      grey[column] = UInt8(truncatingIfNeeded: (sum &+ 32768) >> 16)
      mask[column] = 1
    }
  }
}
