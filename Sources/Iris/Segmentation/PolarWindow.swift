// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// A ring of the crop, unrolled: 256 rays with tones at whole radii from `first` on, in sixteenths.
final class PolarWindow {
  private let samples = Plane<Int16>(margin: 0)
  /// Where a ray is sampled: x, then y.
  private let places = Plane<Int32>(margin: 0)

  /// The tones along a ray.
  func ray(_ direction: Int) -> UnsafePointer<Int16> { UnsafePointer(samples.row(direction)) }

  /// Samples the crop around a centre by bilinear interpolation, from the radius `first` on; places
  /// beyond are held inside.
  func unroll(
    _ crop: EyeCrop, around centre: Circle, first: Int, count: Int, _ kernels: any IrisKernels
  ) {
    if count > samples.width {
      samples.layOut(width: count * 3 / 2, height: Directions.count)
      places.layOut(width: count * 3 / 2, height: 2)
    }
    let picture = crop.tones
    let (xs, ys) = (places.row(0), places.row(1))
    for direction in 0..<Directions.count {
      let unit = Directions.unit(direction)
      let start = SIMD2(centre.x, centre.y) + Float(first) * unit
      Self.fill(xs, from: start.x, step: unit.x, count, below: picture.width - 1)
      Self.fill(ys, from: start.y, step: unit.y, count, below: picture.height - 1)
      kernels.sample(
        picture.row(0), stride: picture.stride, x: xs, y: ys, count: count,
        out: samples.row(direction))
    }
  }

  private static func fill(
    _ places: UnsafeMutablePointer<Int32>, from start: Float, step: Float, _ count: Int,
    below limit: Int
  ) {
    let highest = Int32(limit) << 16 - 1
    let (first, move) = (IrisSheet.fixed(start), IrisSheet.fixed(step))
    for i in 0..<count {
      places[i] = min(max(first &+ Int32(truncatingIfNeeded: i) &* move, 0), highest)
    }
  }
}
