// SPDX-License-Identifier: Apache-2.0

/// Brings a window of an image to another resolution, with light and dark exchanged on the way where
/// that is wanted.
struct Resampler {
  /// Binary digits kept behind the point between the two directions: 8 before it leave one for the
  /// sign and one for the overshoot of the filter at edges.
  private static let middleBits = 6

  private let across: ResamplingFilter
  private let down: ResamplingFilter
  private let window: PixelWindow

  /// Takes how many source pixels lie on one result pixel.
  init(window: PixelWindow, ratio: Double) {
    self.window = window
    across = ResamplingFilter(count: window.width, ratio: ratio)
    down = ResamplingFilter(count: window.height, ratio: ratio)
  }

  /// Pixels per row of the result.
  var width: Int { across.resultCount }
  /// Rows of the result.
  var height: Int { down.resultCount }

  /// Gives the result row by row; `inverted` exchanges light and dark.
  func run(_ image: GrayImage, inverted: Bool) -> [UInt8] {
    let flip: UInt8 = inverted ? 255 : 0
    return [UInt8](unsafeUninitializedCapacity: width * height) { result, count in
      withScratch { sums, middle in
        image.pixels.withUnsafeBufferPointer { source in
          guard let source = source.baseAddress, let result = result.baseAddress else { return }
          for y in 0..<height {
            weighRows(source, image.width, y, flip, sums)
            round(sums, middle)
            weighColumns(middle, result + y * width)
          }
          count = width * height
        }
      }
    }
  }

  /// One row between the directions, as sums and rounded; zeros behind it are for the taps of
  /// weight 0 that fill up a group.
  private func withScratch(
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Int16>) -> Void
  ) {
    let count = window.width + across.taps
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { sums in
      withUnsafeTemporaryAllocation(of: Int16.self, capacity: count) { middle in
        sums.initialize(repeating: 0)
        middle.initialize(repeating: 0)
        guard let sums = sums.baseAddress, let middle = middle.baseAddress else { return }
        body(sums, middle)
      }
    }
  }

  /// Weighs the source rows of one result row, four at a time.
  ///
  /// All numbers are whole and below 2^23, so that Float holds them exactly; it is used because every
  /// processor multiplies it faster than 32-bit integers.
  private func weighRows(
    _ source: UnsafePointer<UInt8>, _ stride: Int, _ y: Int, _ flip: UInt8,
    _ sums: UnsafeMutablePointer<Float>
  ) {
    let first = window.y + down.starts[y]
    let last = window.y + window.height - 1
    sums.update(repeating: 0, count: window.width)
    for tap in Swift.stride(from: 0, to: down.taps, by: 4) {
      let w = (0..<4).map { Float(down.weights[y * down.taps + tap + $0]) }
      let rows = (0..<4).map { source + min(first + tap + $0, last) * stride + window.x }
      let (w0, w1, w2, w3) = (w[0], w[1], w[2], w[3])
      let (r0, r1, r2, r3) = (rows[0], rows[1], rows[2], rows[3])
      for x in 0..<window.width {
        let low = w0 * Float(r0[x] ^ flip) + w1 * Float(r1[x] ^ flip)
        let high = w2 * Float(r2[x] ^ flip) + w3 * Float(r3[x] ^ flip)
        sums[x] += low + high
      }
    }
  }

  /// Rounds the sums of a row to `middleBits`, half to even: next to 1.5 * 2^23 a Float has no room
  /// for fractions, and its low bits are the whole number.
  private func round(_ sums: UnsafePointer<Float>, _ middle: UnsafeMutablePointer<Int16>) {
    let scale = 1 / Float(1 << (ResamplingFilter.weightBits - Self.middleBits))
    for x in 0..<window.width {
      middle[x] = Int16(truncatingIfNeeded: (sums[x] * scale + 12_582_912).bitPattern)
    }
  }

  /// Weighs the columns of one row, eight at a time.
  private func weighColumns(
    _ middle: UnsafePointer<Int16>, _ result: UnsafeMutablePointer<UInt8>
  ) {
    let shift = Int32(ResamplingFilter.weightBits + Self.middleBits)
    across.weights.withUnsafeBufferPointer { weights in
      for x in 0..<width {
        var sum = Int32(1) &<< (shift - 1)
        for group in Swift.stride(from: 0, to: across.taps, by: ResamplingFilter.group) {
          let from = across.starts[x] &+ group
          let first = x &* across.taps &+ group
          for tap in 0..<8 {
            sum &+= Int32(weights[first &+ tap]) &* Int32(middle[from &+ tap])
          }
        }
        result[x] = UInt8(truncatingIfNeeded: min(max(sum &>> shift, 0), 255))
      }
    }
  }
}
