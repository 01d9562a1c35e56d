// SPDX-License-Identifier: Apache-2.0

/// The two steps of the oriented filter, four rows of eight pixels at a time so that the additions
/// of one row hide behind those of the others.
extension PlainExtractionKernels {
  func along(
    _ plane: UnsafePointer<Float>, out: UnsafeMutablePointer<Float>, stride: Int, cells: Int,
    active: UnsafePointer<UInt8>, angle: UnsafePointer<UInt8>, bank: TapBank.Along
  ) {
    bank.taps.withUnsafeBufferPointer { taps in
      bank.starts.withUnsafeBufferPointer { starts in
        for c in 0..<cells {
          let target = out + 8 &* c
          guard active[c] != 0 else {
            clearCell(target, stride)
            continue
          }
          let filter = Int(starts[Int(angle[c])])..<Int(starts[Int(angle[c]) + 1])
          for y in Swift.stride(from: 0, to: 8, by: 4) {
            averageFourRows(
              plane + (8 &* c &+ y &* stride), target + y &* stride, stride, taps, filter)
          }
        }
      }
    }
  }

  func across(
    _ plane: UnsafePointer<Float>, even: UnsafeMutablePointer<Float>,
    odd: UnsafeMutablePointer<Float>?, stride: Int, cells: Int, active: UnsafePointer<UInt8>,
    wave: UnsafePointer<UInt16>, bank: TapBank.Across
  ) {
    bank.taps.withUnsafeBufferPointer { taps in
      bank.starts.withUnsafeBufferPointer { starts in
        for c in 0..<cells {
          guard active[c] != 0 else {
            clearCell(even + 8 &* c, stride)
            if let odd { clearCell(odd + 8 &* c, stride) }
            continue
          }
          let filter = Int(starts[Int(wave[c])])..<Int(starts[Int(wave[c]) + 1])
          for y in Swift.stride(from: 0, to: 8, by: 4) {
            let at = 8 &* c &+ y &* stride
            evenFourRows(plane + at, even + at, stride, taps, filter)
            if let odd { oddFourRows(plane + at, odd + at, stride, taps, filter) }
          }
        }
      }
    }
  }

  private func clearCell(_ out: UnsafeMutablePointer<Float>, _ stride: Int) {
    for y in 0..<8 { store(SIMD8(), at: out + y &* stride) }
  }

  @inline(__always)
  private func averageFourRows(
    _ p: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ stride: Int,
    _ taps: UnsafeBufferPointer<TapBank.AlongTap>, _ filter: Range<Int>
  ) {
    let weight = taps[filter.lowerBound].firstWeight
    var r0 = weight * load(p)
    var r1 = weight * load(p + stride)
    var r2 = weight * load(p + 2 &* stride)
    var r3 = weight * load(p + 3 &* stride)
    for i in (filter.lowerBound + 1)..<filter.upperBound {
      let tap = taps[i]
      let first = Int(tap.first)
      let second = Int(tap.second)
      @inline(__always) func sum(_ q: UnsafePointer<Float>) -> SIMD8<Float> {
        let near = tap.firstWeight * (load(q + first) + load(q - first))
        let beside = tap.secondWeight * (load(q + second) + load(q - second))
        return near + beside
      }
      r0 += sum(p)
      r1 += sum(p + stride)
      r2 += sum(p + 2 &* stride)
      r3 += sum(p + 3 &* stride)
    }
    store(r0, at: out)
    store(r1, at: out + stride)
    store(r2, at: out + 2 &* stride)
    store(r3, at: out + 3 &* stride)
  }

  @inline(__always)
  private func evenFourRows(
    _ p: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ stride: Int,
    _ taps: UnsafeBufferPointer<TapBank.AcrossTap>, _ filter: Range<Int>
  ) {
    for y in 0..<4 {
      let q = p + y &* stride
      var sum = taps[filter.lowerBound].even * load(q)
      for i in (filter.lowerBound + 1)..<filter.upperBound {
        let offset = Int(taps[i].offset)
        sum += taps[i].even * (load(q + offset) + load(q - offset))
      }
      store(sum, at: out + y &* stride)
    }
  }

  @inline(__always)
  private func oddFourRows(
    _ p: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ stride: Int,
    _ taps: UnsafeBufferPointer<TapBank.AcrossTap>, _ filter: Range<Int>
  ) {
    for y in 0..<4 {
      let q = p + y &* stride
      var sum = SIMD8<Float>()
      for i in (filter.lowerBound + 1)..<filter.upperBound {
        let offset = Int(taps[i].offset)
        sum += taps[i].odd * (load(q + offset) - load(q - offset))
      }
      store(sum, at: out + y &* stride)
    }
  }
}
