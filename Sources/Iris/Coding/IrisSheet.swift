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

  /// Where a row is sampled: x, then y; and what is found there, in sixteenths.
  private let places = Plane<Int32>(margin: 0)
  private let samples = Plane<Int16>(margin: 0)

  init() {
    rays.layOut(width: Self.columns, height: 4)
    places.layOut(width: Self.columns, height: 2)
    samples.layOut(width: Self.columns, height: 1)
    grey.layOut(width: Self.columns, height: Self.rows)
    mask.layOut(width: Self.columns, height: Self.rows)
  }

  /// Unrolls the iris along rays from the pupil's centre, from its edge to the limbus, by bilinear
  /// interpolation.
  func unroll(_ picture: Plane<UInt8>, _ eye: EyeGeometry, _ kernels: any IrisKernels) {
    for column in 0..<Self.columns {
      let ray = Self.ray(eye, column)
      let step = (ray.to - ray.from) / Float(Self.rows)
      rays[column, 0] = Self.fixed(ray.from.x + 0.5 * step.x)
      rays[column, 1] = Self.fixed(ray.from.y + 0.5 * step.y)
      rays[column, 2] = Self.fixed(step.x)
      rays[column, 3] = Self.fixed(step.y)
    }
    let isCut = !isInside(picture, eye)
    for row in 0..<Self.rows {
      let (samples, grey) = (samples.row(0), grey.row(row))
      if isCut {
        hold(row, inside: picture)
      } else {
        mask.row(row).update(repeating: 1, count: Self.columns)
      }
      let places = isCut ? places : rays
      kernels.sample(
        picture.row(0), stride: picture.stride, x: places.row(0), y: places.row(1),
        count: Self.columns, out: samples)
      for column in 0..<Self.columns {
        grey[column] = UInt8(truncatingIfNeeded: (samples[column] &+ 8) >> 4)
      }
      if isCut { hideOutside(row) }
      moveOn()
    }
  }

  /// Places have 16 fractional bits.
  static func fixed(_ value: Float) -> Int32 { Int32(value * 65536 + (value < 0 ? -0.5 : 0.5)) }

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

  /// Whether the iris is all in the picture, with a pixel to spare.
  private func isInside(_ picture: Plane<UInt8>, _ eye: EyeGeometry) -> Bool {
    let (limbus, pupil) = (eye.limbus, eye.pupil)
    let reach = max(limbus.radius, eye.pupilRadii.max() ?? 0) + 2
    return [limbus, pupil].allSatisfy {
      $0.x > reach && $0.x + reach < Float(picture.width) && $0.y > reach
        && $0.y + reach < Float(picture.height)
    }
  }

  private func moveOn() {
    for (place, step) in [(rays.row(0), rays.row(2)), (rays.row(1), rays.row(3))] {
      for column in 0..<Self.columns { place[column] &+= step[column] }
    }
  }

  /// Where all rays are now; places outside the picture are masked and held at its first pixel.
  private func hold(_ row: Int, inside picture: Plane<UInt8>) {
    let (xs, ys) = (rays.row(0), rays.row(1))
    let (atX, atY, mask) = (places.row(0), places.row(1), mask.row(row))
    let right = Int32(picture.width - 1) << 16
    let bottom = Int32(picture.height - 1) << 16
    for column in 0..<Self.columns {
      let (x, y) = (xs[column], ys[column])
      let isInside = x >= 0 && x < right && y >= 0 && y < bottom
      atX[column] = isInside ? x : 0
      atY[column] = isInside ? y : 0
      mask[column] = isInside ? 1 : 0
    }
  }

  /// What is outside is black.
  private func hideOutside(_ row: Int) {
    let (grey, mask) = (grey.row(row), mask.row(row))
    for column in 0..<Self.columns { grey[column] &= 0 &- mask[column] }
  }
}
