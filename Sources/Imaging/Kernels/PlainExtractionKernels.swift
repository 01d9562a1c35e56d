// SPDX-License-Identifier: Apache-2.0

/// The loops of `ExtractionKernels` in plain Swift: the specification of the compiled ones.
struct PlainExtractionKernels: ExtractionKernels {
  func gaussian(
    _ from: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>,
    to: UnsafeMutablePointer<Float>, width: Int, height: Int, stride: Int, step: Int,
    half: UnsafePointer<Float>, radius: Int
  ) {
    func smooth(_ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, step: Int) {
      for y in 0..<height {
        let source = from + y &* stride
        let target = to + y &* stride
        for x in 0..<width { target[x] = half[0] * source[x] }
        for k in 1...radius {
          let weight = half[k]
          let before = source - k &* step
          let after = source + k &* step
          for x in 0..<width { target[x] += weight * (before[x] + after[x]) }
        }
      }
    }
    smooth(from, scratch, step: step)
    smooth(scratch, to, step: stride)
  }

  func cellSums(
    _ pixels: UnsafePointer<UInt8>, stride: Int, cells: Int, sum: UnsafeMutablePointer<Float>,
    square: UnsafeMutablePointer<Float>
  ) {
    for c in 0..<cells {
      var s: UInt32 = 0
      var q: UInt32 = 0
      for y in 0..<8 {
        let p = pixels + (8 &* c &+ y &* stride)
        for x in 0..<8 {
          let v = UInt32(p[x])
          s &+= v
          q &+= v &* v
        }
      }
      sum[c] = Float(s)
      square[c] = Float(q)
    }
  }

  func normaliseRow(
    _ pixels: UnsafePointer<UInt8>, cells: Int, mean: UnsafePointer<Float>,
    gain: UnsafePointer<Float>, clip: Float, out: UnsafeMutablePointer<Int16>
  ) {
    let left = SIMD8<Float>(0.4375, 0.3125, 0.1875, 0.0625, 0, 0, 0, 0)
    let centre = SIMD8<Float>(0.5625, 0.6875, 0.8125, 0.9375, 0.9375, 0.8125, 0.6875, 0.5625)
    let right = SIMD8<Float>(0, 0, 0, 0, 0.0625, 0.1875, 0.3125, 0.4375)
    let top = SIMD8<Float>(repeating: clip)
    for c in 0..<cells {
      let m = left * mean[c] + centre * mean[c + 1] + right * mean[c + 2]
      let g = left * gain[c] + centre * gain[c + 1] + right * gain[c + 2]
      var grey = SIMD8<Float>()
      for x in 0..<8 { grey[x] = Float(pixels[8 &* c &+ x]) }
      let v = pointwiseMin(pointwiseMax((m - grey) * g, -top), top) * 4096
      for x in 0..<8 { out[8 &* c &+ x] = Int16(v[x]) }
    }
  }

  func halfTensor(
    _ plane: UnsafePointer<Int16>, stride: Int, cells: Int, scratch: UnsafeMutablePointer<Float>,
    a: UnsafeMutablePointer<Float>, b: UnsafeMutablePointer<Float>, e: UnsafeMutablePointer<Float>
  ) {
    let half = 4 &* cells
    let pitch = half &+ 16
    let rows = scratch + 8
    let sa = scratch + 6 &* pitch
    let sb = sa + half
    let se = sb + half
    for y in 0..<6 {
      let up = plane + (2 &* y &- 2) &* stride
      let down = up + stride
      let out = rows + y &* pitch
      for x in -1...half {
        let left = Int32(up[2 &* x]) &+ Int32(down[2 &* x])
        let right = Int32(up[2 &* x &+ 1]) &+ Int32(down[2 &* x &+ 1])
        out[x] = Float(left &+ right) * (1 / 4096)
      }
    }
    sa.update(repeating: 0, count: 3 &* half)
    for y in 1...4 {
      let r1 = rows + y &* pitch
      let r0 = r1 - pitch
      let r2 = r1 + pitch
      for x in 0..<half {
        let dx0 = r0[x + 1] - r0[x - 1]
        let dx1 = 2 * (r1[x + 1] - r1[x - 1])
        let dx: Float = dx0 + dx1 + (r2[x + 1] - r2[x - 1])
        let dy0 = r2[x - 1] - r0[x - 1]
        let dy1 = 2 * (r2[x] - r0[x])
        let dy: Float = dy0 + dy1 + (r2[x + 1] - r0[x + 1])
        let xx = dx * dx
        let yy = dy * dy
        sa[x] += xx - yy
        sb[x] += 2 * dx * dy
        se[x] += xx + yy
      }
    }
    for c in 0..<cells {
      let x = 4 &* c
      a[c] = (sa[x] + sa[x + 2]) + (sa[x + 1] + sa[x + 3])
      b[c] = (sb[x] + sb[x + 2]) + (sb[x + 1] + sb[x + 3])
      e[c] = (se[x] + se[x + 2]) + (se[x + 1] + se[x + 3])
    }
  }

  func orient(
    count: Int, x: UnsafePointer<Float>, y: UnsafePointer<Float>,
    cosine: UnsafeMutablePointer<Float>, sine: UnsafeMutablePointer<Float>,
    angle: UnsafeMutablePointer<UInt8>
  ) {
    for i in 0..<count {
      let length = (x[i] * x[i] + y[i] * y[i]).squareRoot()
      let none = length < 1e-9
      let inverse = 1 / (none ? 1 : length)
      let c = none ? 1 : x[i] * inverse
      let s = none ? 0 : y[i] * inverse
      cosine[i] = c
      sine[i] = s
      // Arc tangent by Abramowitz and Stegun 4.4.47, then half the angle as 32 steps of pi/32.
      let t = min(abs(c), abs(s)) / max(abs(c), abs(s))
      let t2 = t * t
      let high: Float = 0.1801410 + t2 * (-0.0851330 + t2 * 0.0208351)
      var r = t * (0.9998660 + t2 * (-0.3302995 + t2 * high))
      r = abs(s) > abs(c) ? 1.57079633 - r : r
      r = c < 0 ? 3.14159265 - r : r
      r = s < 0 ? 6.28318531 - r : r
      angle[i] = UInt8(Int32(r * 5.09295818 + 0.5) & 31)
    }
  }

  func ridgeSpectrum(
    _ centre: UnsafePointer<Int16>, offsets: UnsafePointer<Int32>, cosines: UnsafePointer<Float>,
    sines: UnsafePointer<Float>, power: UnsafeMutablePointer<Float>
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 32) { signal in
      var mean: Float = 0
      for u in 0..<32 {
        var s: Int32 = 0
        for t in 0..<9 { s &+= Int32(centre[Int(offsets[9 &* u &+ t])]) }
        signal[u] = Float(s) * (1 / 4096)
        mean += signal[u]
      }
      mean /= 32
      var energy: Float = 1e-3
      var c0 = SIMD8<Float>()
      var c1 = c0
      var s0 = c0
      var s1 = c0
      for u in 0..<32 {
        let v = signal[u] - mean
        energy += v * v
        c0 += v * load(cosines + 16 &* u)
        c1 += v * load(cosines + (16 &* u &+ 8))
        s0 += v * load(sines + 16 &* u)
        s1 += v * load(sines + (16 &* u &+ 8))
      }
      let inverse = 1 / energy
      store((c0 * c0 + s0 * s0) * inverse, at: power)
      store((c1 * c1 + s1 * s1) * inverse, at: power + 8)
    }
  }

  func cellEnergies(
    even: UnsafePointer<Int16>, evenStride: Int, plane: UnsafePointer<Int16>, stride: Int,
    cells: Int, active: UnsafePointer<UInt8>, a: UnsafeMutablePointer<Float>,
    b: UnsafeMutablePointer<Float>, e: UnsafeMutablePointer<Float>,
    response: UnsafeMutablePointer<Float>, total: UnsafeMutablePointer<Float>
  ) {
    let scale: Float = 1 / (4096 * 4096)
    for c in 0..<cells {
      var sa = SIMD8<Float>()
      var sb = sa
      var se = sa
      var sr = sa
      var st = sa
      if active[c] != 0 {
        for y in 0..<8 {
          let p = even + (8 &* c &+ y &* evenStride)
          let dx = floats(p + 1) - floats(p - 1)
          let dy = floats(p + evenStride) - floats(p - evenStride)
          let v = floats(p)
          let n = floats(plane + (8 &* c &+ y &* stride))
          let xx = dx * dx
          let yy = dy * dy
          sa += xx - yy
          sb += dx * dy
          se += xx + yy
          sr += v * v
          st += n * n
        }
      }
      a[c] = lanes(sa) * scale
      b[c] = lanes(sb) * (2 * scale)
      e[c] = lanes(se) * scale
      response[c] = lanes(sr) * scale
      total[c] = lanes(st) * scale
    }
  }

  func blendFrequency(
    count: Int, gradient: UnsafePointer<Float>, response: UnsafePointer<Float>, low: Float,
    high: Float, weight: Float, frequency: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<count where response[i] > 1e-6 {
      let sine = min(0.5 * (gradient[i] / response[i]).squareRoot(), 1)
      // Arc sine by Abramowitz and Stegun 4.4.45, as a share of a turn.
      let series: Float = 1.5707288 + sine * (-0.2121144 + sine * (0.0742610 + sine * -0.0187293))
      let measured: Float = (1.57079633 - (1 - sine).squareRoot() * series) * 0.159154943
      let held = min(max(measured, low), high)
      frequency[i] = (1 - weight) * frequency[i] + weight * held
    }
  }

  func signChanges(
    even: UnsafePointer<Int16>, odd: UnsafePointer<Int16>, stride: Int, count: Int,
    changes: UnsafeMutablePointer<UInt8>
  ) {
    func change(_ p: UnsafePointer<Int16>) -> Bool {
      let quad = SIMD4(p[0], p[1], p[stride], p[stride + 1])
      let positive = quad .> 0
      return any(positive) && !all(positive)
    }
    for x in 0..<count {
      changes[x] = (change(even + x) ? 1 : 0) | (change(odd + x) ? 2 : 0)
    }
  }
}

/// Eight floats from anywhere.
@inline(__always)
func load(_ p: UnsafePointer<Float>) -> SIMD8<Float> {
  UnsafeRawPointer(p).loadUnaligned(as: SIMD8<Float>.self)
}

/// Eight floats to anywhere.
@inline(__always)
func store(_ v: SIMD8<Float>, at p: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(p).storeBytes(of: v, as: SIMD8<Float>.self)
}

/// Eight fixed-point numbers as whole floats.
@inline(__always)
func floats(_ p: UnsafePointer<Int16>) -> SIMD8<Float> {
  SIMD8<Float>(wide(p))
}

/// Eight fixed-point numbers with room for products.
@inline(__always)
func wide(_ p: UnsafePointer<Int16>) -> SIMD8<Int32> {
  let narrow = UnsafeRawPointer(p).loadUnaligned(as: SIMD8<Int16>.self)
  return SIMD8<Int32>(truncatingIfNeeded: narrow)
}

/// The sum of the lanes in a fixed order.
@inline(__always)
func lanes(_ v: SIMD8<Float>) -> Float {
  ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]))
}
