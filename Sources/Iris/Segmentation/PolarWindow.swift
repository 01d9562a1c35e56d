// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// A ring of the crop, unrolled: 256 rays with tones at whole radii from `first` on, in sixteenths.
final class PolarWindow {
  /// Smallest radius, and how many there are.
  private(set) var first = 0
  private(set) var count = 0
  private let samples = Plane<Int16>(margin: 0)
  /// Fractional bits of places.
  private static let fraction: Int32 = 16

  /// The tones along a ray.
  func ray(_ direction: Int) -> UnsafePointer<Int16> { UnsafePointer(samples.row(direction)) }

  /// Samples the crop around a centre by bilinear interpolation; places beyond are held inside.
  func unroll(_ crop: EyeCrop, around centre: Circle, first: Int, count: Int) {
    self.first = first
    self.count = count
    samples.layOut(width: max(count, samples.width), height: Directions.count)
    for direction in 0..<Directions.count {
      let unit = Directions.unit(direction)
      let start = SIMD2(centre.x, centre.y) + Float(first) * unit
      sample(crop.tones, from: start, step: unit, count, samples.row(direction))
    }
  }

  private func sample(
    _ picture: Plane<UInt8>, from start: SIMD2<Float>, step: SIMD2<Float>, _ count: Int,
    _ out: UnsafeMutablePointer<Int16>
  ) {
    let scale = Float(1 << Self.fraction)
    let highest = SIMD2(Int32(picture.width - 1), Int32(picture.height - 1)) &<< Self.fraction &- 1
    let move = SIMD2<Int32>(step * scale, rounding: .toNearestOrEven)
    var place = SIMD2<Int32>(start * scale, rounding: .toNearestOrEven)
    let (base, stride) = (picture.row(0), picture.stride)
    for i in 0..<count {
      let (x, y) = (min(max(place.x, 0), highest.x), min(max(place.y, 0), highest.y))
      let pixel = base + (Int(y >> Self.fraction) &* stride &+ Int(x >> Self.fraction))
      let (right, down) = ((x >> 8) & 255, (y >> 8) & 255)
      let above = Int32(pixel[0]) &* (256 &- right) &+ Int32(pixel[1]) &* right
      let below = Int32(pixel[stride]) &* (256 &- right) &+ Int32(pixel[stride &+ 1]) &* right
      out[i] = Int16(truncatingIfNeeded: (above &* (256 &- down) &+ below &* down) >> 12)
      place = place &+ move
    }
  }
}
