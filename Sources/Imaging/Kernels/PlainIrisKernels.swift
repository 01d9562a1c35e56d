// SPDX-License-Identifier: Apache-2.0

/// The loops of `IrisKernels` in plain Swift: their specification.
struct PlainIrisKernels: IrisKernels {
  func reduceRow(
    _ rows: UnsafePointer<UInt8>, stride: Int, factor: Int, count: Int,
    out: UnsafeMutablePointer<UInt8>
  ) {
    let area = UInt32(factor * factor)
    for x in 0..<count {
      var sum: UInt32 = 0
      for y in 0..<factor {
        let box = rows + (y &* stride &+ x &* factor)
        for i in 0..<factor { sum &+= UInt32(box[i]) }
      }
      out[x] = UInt8(truncatingIfNeeded: sum / area)
    }
  }

  func darker(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int,
    out: UnsafeMutablePointer<UInt8>
  ) {
    for i in 0..<count { out[i] = a[i] < b[i] ? a[i] : b[i] }
  }

  func lighter(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int,
    out: UnsafeMutablePointer<UInt8>
  ) {
    for i in 0..<count { out[i] = a[i] > b[i] ? a[i] : b[i] }
  }

  func smoothRow(
    above: UnsafePointer<UInt8>, _ row: UnsafePointer<UInt8>, below: UnsafePointer<UInt8>,
    count: Int, out: UnsafeMutablePointer<UInt8>
  ) {
    for i in 0..<count {
      let left = Self.column(above, row, below, i &- 1)
      let middle = Self.column(above, row, below, i)
      let right = Self.column(above, row, below, i &+ 1)
      out[i] = UInt8(truncatingIfNeeded: (left &+ 2 &* middle &+ right) >> 4)
    }
  }

  @inline(__always)
  private static func column(
    _ above: UnsafePointer<UInt8>, _ row: UnsafePointer<UInt8>, _ below: UnsafePointer<UInt8>,
    _ i: Int
  ) -> UInt16 {
    UInt16(above[i]) &+ 2 &* UInt16(row[i]) &+ UInt16(below[i])
  }

  func discRow(
    sums: UnsafePointer<Int32>, squares: UnsafePointer<UInt32>, stride: Int, shape: DiscShape,
    count: Int, best: UnsafeMutablePointer<Float>, radii: UnsafeMutablePointer<Float>
  ) {
    let (inner, half) = (Int(shape.inner), Int(shape.half))
    let (near, far) = (Int(shape.near), Int(shape.far))
    for x in 0..<count {
      let sum = Self.box(sums + x, stride, -inner, -inner, inner + 1, inner + 1)
      let square = Self.box(squares + x, stride, -inner, -inner, inner + 1, inner + 1)
      let mean = Float(sum) * shape.innerShare
      let variance = Float(Int32(bitPattern: square)) * shape.innerShare - mean * mean
      let left = Self.box(sums + x, stride, -far, -half, 1 - near, half + 1)
      let right = Self.box(sums + x, stride, near, -half, far + 1, half + 1)
      let above = Self.box(sums + x, stride, -half, -far, half + 1, 1 - near)
      let below = Self.box(sums + x, stride, -half, near, half + 1, far + 1)
      let l = Self.least(Float(left) * shape.outerShare - mean, shape.clamp)
      let r = Self.least(Float(right) * shape.outerShare - mean, shape.clamp)
      let u = Self.least(Float(above) * shape.outerShare - mean, shape.clamp)
      let d = Self.least(Float(below) * shape.outerShare - mean, shape.clamp)
      let sides = Self.least(l, r) + 0.25 * (l + r)
      let poles = 0.5 * d + 0.25 * u
      let positive: Float = variance > 0 ? variance : 0
      let value = sides + poles - shape.dark * mean - positive.squareRoot()
      if value > best[x] {
        best[x] = value
        radii[x] = shape.radius
      }
    }
  }

  @inline(__always)
  private static func least(_ a: Float, _ b: Float) -> Float { a < b ? a : b }

  /// The sum over columns `x0..<x1` and rows `y0..<y1` about a place of an integral image.
  @inline(__always)
  private static func box<Sum: FixedWidthInteger>(
    _ place: UnsafePointer<Sum>, _ stride: Int, _ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int
  ) -> Sum {
    let top = place + y0 &* stride
    let bottom = place + y1 &* stride
    return bottom[x1] &- bottom[x0] &- top[x1] &+ top[x0]
  }

  func pupilRings(
    _ centre: UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, count: Int,
    weights: UnsafePointer<UInt8>, limits: StepLimits, samples: UnsafeMutablePointer<UInt8>,
    profile: UnsafeMutablePointer<RingProfile>
  ) {
    for i in 0..<32 &* count { samples[i] = centre[Int(offsets[i])] }
    for ring in 0..<count {
      var found = RingProfile()
      let row = samples + 32 &* ring
      for i in 0..<32 {
        let value = Int32(row[i])
        found.sum &+= value
        found.square &+= value &* value
      }
      if ring > 0, ring < count - 1 {
        for i in 0..<32 {
          let weight = Int32(weights[i])
          let step = Int16(row[i &+ 32]) &- Int16(row[i &- 32])
          found.step &+= weight &* Int32(min(max(step, limits.low), limits.high))
          found.support &+= step > limits.least ? weight : 0
        }
      }
      profile[ring] = found
    }
  }

  func limbusRings(
    _ centre: UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, count: Int, gap: Int,
    limits: StepLimits, samples: UnsafeMutablePointer<UInt8>, right: UnsafeMutablePointer<Int32>,
    left: UnsafeMutablePointer<Int32>
  ) {
    for i in 0..<32 &* count { samples[i] = centre[Int(offsets[i])] }
    for ring in gap..<max(gap, count - gap) {
      let outside = samples + 32 &* (ring &+ gap)
      let inside = samples + 32 &* (ring &- gap)
      var sums = (right: Int32(0), left: Int32(0))
      for i in 0..<16 {
        let step = Int16(outside[i]) &- Int16(inside[i])
        sums.right &+= Int32(min(max(step, limits.low), limits.high))
      }
      for i in 16..<32 {
        let step = Int16(outside[i]) &- Int16(inside[i])
        sums.left &+= Int32(min(max(step, limits.low), limits.high))
      }
      right[ring] = sums.right
      left[ring] = sums.left
    }
  }

  func pathStep(
    previous: UnsafePointer<Int32>, gain: UnsafePointer<Int32>, bend: Int32, count: Int,
    out: UnsafeMutablePointer<Int32>, back: UnsafeMutablePointer<Int8>
  ) {
    for i in 0..<count {
      var best = previous[i]
      var from: Int8 = 0
      let inner = previous[i &- 1] &- bend
      if inner > best { (best, from) = (inner, -1) }
      let outer = previous[i &+ 1] &- bend
      if outer > best { (best, from) = (outer, 1) }
      out[i] = best &+ gain[i]
      back[i] = from
    }
  }

  func filterRow(
    _ values: UnsafePointer<Int16>, evenTaps: UnsafePointer<Int16>, oddTaps: UnsafePointer<Int16>,
    taps: Int, count: Int, even: UnsafeMutablePointer<Int32>, odd: UnsafeMutablePointer<Int32>
  ) {
    for i in 0..<count {
      var sums = (even: Int32(0), odd: Int32(0))
      for t in 0..<taps {
        let value = Int32(values[i &+ t])
        sums.even &+= value &* Int32(evenTaps[t])
        sums.odd &+= value &* Int32(oddTaps[t])
      }
      even[i] = sums.even
      odd[i] = sums.odd
    }
  }

  func differences(
    _ code: UnsafePointer<UInt32>, mask: UnsafePointer<UInt32>,
    with other: UnsafePointer<UInt32>, mask otherMask: UnsafePointer<UInt32>, count: Int,
    limit: Int32
  ) -> CodeDifferences {
    var common: Int32 = 0
    var differing: Int32 = 0
    let quarter = count / 4
    for part in 0..<4 {
      for i in part * quarter..<(part + 1) * quarter {
        let valid = mask[i] & otherMask[i]
        common &+= Int32(truncatingIfNeeded: valid.nonzeroBitCount)
        differing &+= Int32(truncatingIfNeeded: ((code[i] ^ other[i]) & valid).nonzeroBitCount)
      }
      if differing >= limit { break }
    }
    return CodeDifferences(common: common, differing: differing)
  }
}
