// SPDX-License-Identifier: Apache-2.0

/// The loops of the WSQ codec in plain Swift: their specification.
struct PlainWSQKernels: WSQKernels {
  func weightedSum(
    _ rows: UnsafePointer<UnsafePointer<Float>?>, weights: UnsafePointer<Float>, taps: Int,
    start: Int, count: Int, out: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<count { out[i] = 0 }
    for tap in 0..<taps {
      guard let row = rows[tap] else { continue }
      let weight = weights[tap]
      for i in 0..<count { out[i] += weight * row[start + i] }
    }
  }

  func deinterleave(
    _ samples: UnsafePointer<Float>, count: Int, even: UnsafeMutablePointer<Float>,
    odd: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<count {
      even[i] = samples[2 * i]
      odd[i] = samples[2 * i + 1]
    }
  }

  func interleave(
    even: UnsafePointer<Float>, odd: UnsafePointer<Float>, count: Int,
    out: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<count {
      out[2 * i] = even[i]
      out[2 * i + 1] = odd[i]
    }
  }

  func range(
    _ pixels: UnsafePointer<UInt8>, count: Int, result: UnsafeMutablePointer<UInt32>
  ) {
    var sum: UInt32 = 0
    var (darkest, lightest) = (UInt8.max, UInt8.min)
    for i in 0..<count {
      sum &+= UInt32(pixels[i])
      darkest = min(darkest, pixels[i])
      lightest = max(lightest, pixels[i])
    }
    result[0] = sum
    result[1] = UInt32(darkest)
    result[2] = UInt32(lightest)
  }

  func normalise(
    _ pixels: UnsafePointer<UInt8>, count: Int, shift: Float, scale: Float,
    out: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<count { out[i] = (Float(pixels[i]) - shift) / scale }
  }

  func grey(
    _ samples: UnsafePointer<Float>, count: Int, shift: Float, scale: Float,
    out: UnsafeMutablePointer<UInt8>
  ) {
    for i in 0..<count {
      let value = samples[i] * scale + (shift + 0.5)
      let floored = value > 0 ? value : 0
      out[i] = UInt8(floored < 255 ? floored : 255)
    }
  }

  func quantise(
    _ samples: UnsafePointer<Float>, count: Int, zero: Float, inverse: Float,
    out: UnsafeMutablePointer<Int16>
  ) {
    for i in 0..<count {
      let beyond = abs(samples[i]) - zero
      let bin = beyond * inverse
      let size = beyond > 0 ? Int32(bin < 32766 ? bin : 32766) + 1 : 0
      out[i] = Int16(samples[i] < 0 ? -size : size)
    }
  }

  func dequantise(
    _ indices: UnsafePointer<Int16>, count: Int, width: Float, offset: Float,
    out: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<count {
      let index = indices[i]
      let away = index > 0 ? offset : index < 0 ? -offset : 0
      out[i] = Float(index) * width + away
    }
  }

  func moments(
    _ samples: UnsafePointer<Float>, count: Int, sums: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<count {
      let value = Double(samples[i])
      sums[i & 7] += value
      sums[8 + (i & 7)] += value * value
    }
  }

  func nonzero(
    _ indices: UnsafePointer<Int16>, count: Int, words: UnsafeMutablePointer<UInt64>
  ) {
    for word in 0..<(count + 63) / 64 {
      var bits: UInt64 = 0
      for i in word * 64..<min(word * 64 + 64, count) where indices[i] != 0 {
        bits |= 1 << UInt64(i & 63)
      }
      words[word] = bits
    }
  }
}
