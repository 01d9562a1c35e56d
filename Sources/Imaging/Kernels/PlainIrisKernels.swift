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
    _ centres: UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, count: Int, smallest: Int,
    weights: UnsafePointer<UInt8>, rules: PupilRingRules, samples: UnsafeMutablePointer<UInt8>,
    best: UnsafeMutablePointer<Float>, radii: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<32 &* count {
      (samples + 16 &* i).update(from: centres + Int(offsets[i]), count: 16)
    }
    var (sums, squares) = (Lanes(), Lanes())
    var area: Float = 0
    for ring in 1..<max(1, count - 1) {
      let weight = Float(ring) - 0.5
      let (sum, square) = Self.moments(samples + 512 &* (ring &- 1))
      sums += Lanes(sum) * weight
      squares += Lanes(square) * weight
      area += 32 * weight
      if ring < smallest { continue }
      let share = 1 / area
      let mean = sums * share
      let variance = squares * share - mean * mean
      let deviation = variance.replacing(with: 0, where: variance .< 0).squareRoot()
      let excess = mean - rules.black
      let bright = excess.replacing(with: 0, where: excess .< 0)
      let (steps, support) = Self.steps(samples + 512 &* ring, weights, rules)
      let edge = (Lanes(steps) + rules.support * Lanes(support)) * rules.share
      let score = edge - rules.bright * bright - rules.uneven * deviation
      Self.keep(score, ring, best, radii)
    }
  }

  private typealias Lanes = SIMD16<Float>
  private typealias Counts = SIMD16<Int32>

  @inline(__always)
  private static func load(_ samples: UnsafePointer<UInt8>) -> Counts {
    Counts(
      truncatingIfNeeded: UnsafeRawPointer(samples).loadUnaligned(as: SIMD16<UInt8>.self))
  }

  /// Sums of grey and of squared grey over a ring, for each centre.
  private static func moments(_ ring: UnsafePointer<UInt8>) -> (Counts, Counts) {
    var (sum, square) = (Counts(), Counts())
    for i in 0..<32 {
      let value = load(ring + 16 &* i)
      sum &+= value
      square &+= value &* value
    }
    return (sum, square)
  }

  /// Weighted steps across a ring, and the weights of the directions that support it.
  private static func steps(
    _ ring: UnsafePointer<UInt8>, _ weights: UnsafePointer<UInt8>, _ rules: PupilRingRules
  ) -> (Counts, Counts) {
    var (steps, support) = (Counts(), Counts())
    for i in 0..<32 {
      let weight = Int32(weights[i])
      let step = load(ring + (512 &+ 16 &* i)) &- load(ring + (16 &* i &- 512))
      steps &+= held(step, rules.limits) &* weight
      support.replace(with: support &+ weight, where: step .> Int32(rules.least))
    }
    return (steps, support)
  }

  private static func held(_ step: Counts, _ limits: StepLimits) -> Counts {
    pointwiseMin(
      pointwiseMax(step, Counts(repeating: Int32(limits.low))),
      Counts(repeating: Int32(limits.high)))
  }

  /// Keeps score and ring number where the score is a centre's highest so far.
  private static func keep(
    _ score: Lanes, _ ring: Int, _ best: UnsafeMutablePointer<Float>,
    _ radii: UnsafeMutablePointer<Float>
  ) {
    for lane in 0..<16 where score[lane] > best[lane] {
      best[lane] = score[lane]
      radii[lane] = Float(ring)
    }
  }

  func limbusRings(
    _ centres: UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, count: Int, gap: Int,
    limits: StepLimits, samples: UnsafeMutablePointer<UInt8>, best: UnsafeMutablePointer<Float>,
    radii: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<32 &* count {
      (samples + 16 &* i).update(from: centres + Int(offsets[i]), count: 16)
    }
    for ring in gap..<max(gap, count - gap) {
      let outside = samples + 512 &* (ring &+ gap)
      let inside = samples + 512 &* (ring &- gap)
      var (right, left) = (Counts(), Counts())
      for i in 0..<16 {
        right &+= Self.held(Self.load(outside + 16 &* i) &- Self.load(inside + 16 &* i), limits)
      }
      for i in 16..<32 {
        left &+= Self.held(Self.load(outside + 16 &* i) &- Self.load(inside + 16 &* i), limits)
      }
      let weaker = Lanes(pointwiseMin(right, left)) * 0.03125
      Self.keep(Lanes(right &+ left) * 0.015625 + weaker, ring, best, radii)
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

  func sample(
    _ pixels: UnsafePointer<UInt8>, stride: Int, x: UnsafePointer<Int32>,
    y: UnsafePointer<Int32>, count: Int, out: UnsafeMutablePointer<Int16>
  ) {
    for i in 0..<count {
      let pixel = pixels + (Int(y[i] >> 16) &* stride &+ Int(x[i] >> 16))
      let (right, down) = ((x[i] >> 8) & 255, (y[i] >> 8) & 255)
      let above = Int32(pixel[0]) &* (256 &- right) &+ Int32(pixel[1]) &* right
      let below = Int32(pixel[stride]) &* (256 &- right) &+ Int32(pixel[stride &+ 1]) &* right
      out[i] = Int16(truncatingIfNeeded: (above &* (256 &- down) &+ below &* down) >> 12)
    }
  }

  func countGreys(
    _ pixels: UnsafePointer<UInt8>, count: Int, counts: UnsafeMutablePointer<UInt32>
  ) {
    for i in 0..<count { counts[Int(pixels[i])] &+= 1 }
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

  func bandPower(_ first: UnsafePointer<UInt8>, stride: Int, count: Int) -> Int64 {
    var power: Int64 = 0
    for place in 0..<count {
      var response: Int32 = 0
      for y in -4...4 {
        let row = first + (4 &* place &+ y &* stride)
        for x in -4...4 { response &+= BandPass.quarter[abs(y)][abs(x)] &* Int32(row[x]) }
      }
      power &+= Int64(response) &* Int64(response)
    }
    return power
  }

  func compareTurns(
    _ code: UnsafePointer<UInt32>, mask: UnsafePointer<UInt32>,
    with other: UnsafePointer<UInt32>, mask otherMask: UnsafePointer<UInt32>, count: Int,
    turns: UnsafePointer<Int32>, number: Int, usual: Float,
    out: UnsafeMutablePointer<TurnLikeness>
  ) {
    for n in 0..<number {
      let turn = Int(turns[n])
      var (common, differing): (Int32, Int32) = (0, 0)
      for i in 0..<count {
        let valid = mask[i] & otherMask[i &+ turn]
        let off = (code[i] ^ other[i &+ turn]) & valid
        common &+= Int32(truncatingIfNeeded: valid.nonzeroBitCount)
        differing &+= Int32(truncatingIfNeeded: off.nonzeroBitCount)
      }
      let bits = Float(max(common, 1))
      out[n].common = common
      out[n].distance = 0.5 - (0.5 - Float(differing) / bits) * (bits / usual).squareRoot()
    }
  }
}
