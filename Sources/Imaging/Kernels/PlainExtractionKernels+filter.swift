// SPDX-License-Identifier: Apache-2.0

/// The two steps of the oriented filter.
///
/// Products with weights in 65536ths are rounded down one by one, as the multiplication that every
/// processor has for eight and more lanes does; the sums start at what that costs on average.
extension PlainExtractionKernels {
  func along(
    _ plane: UnsafePointer<Int16>, out: UnsafeMutablePointer<Int16>, stride: Int, cells: Int,
    active: UnsafePointer<UInt8>, angle: UnsafePointer<UInt8>, bank: TapBank.Along
  ) {
    bank.taps.withUnsafeBufferPointer { taps in
      for c in 0..<cells {
        guard active[c] != 0 else {
          clearCell(out + 8 &* c, stride)
          continue
        }
        let filter = Int(bank.starts[Int(angle[c])])..<Int(bank.starts[Int(angle[c]) + 1])
        for y in 0..<8 {
          let at = 8 &* c &+ y &* stride
          narrow(average(plane + at, taps, filter), out + at)
        }
      }
    }
  }

  func across(
    _ plane: UnsafePointer<Int16>, stride: Int, even: UnsafeMutablePointer<Int16>,
    odd: UnsafeMutablePointer<Int16>?, outStride: Int, cells: Int, active: UnsafePointer<UInt8>,
    wave: UnsafePointer<UInt16>, bank: TapBank.Across
  ) {
    bank.taps.withUnsafeBufferPointer { taps in
      for c in 0..<cells {
        guard active[c] != 0 else {
          clearCell(even + 8 &* c, outStride)
          if let odd { clearCell(odd + 8 &* c, outStride) }
          continue
        }
        let filter = Int(bank.starts[Int(wave[c])])..<Int(bank.starts[Int(wave[c]) + 1])
        for y in 0..<8 {
          let source = plane + (8 &* c &+ y &* stride)
          let at = 8 &* c &+ y &* outStride
          narrow(evenResponse(source, taps, filter), even + at)
          if let odd { narrow(oddResponse(source, taps, filter), odd + at) }
        }
      }
    }
  }

  @inline(__always)
  private func average(
    _ p: UnsafePointer<Int16>, _ taps: UnsafeBufferPointer<TapBank.AlongTap>, _ filter: Range<Int>
  ) -> SIMD8<Int32> {
    var sum = weigh(wide(p), taps[filter.lowerBound].firstWeight) &+ Int32(filter.count)
    for i in (filter.lowerBound + 1)..<filter.upperBound {
      let tap = taps[i]
      let (first, second) = (Int(tap.first), Int(tap.second))
      sum &+= weigh(wide(p + first) &+ wide(p - first), tap.firstWeight)
      sum &+= weigh(wide(p + second) &+ wide(p - second), tap.secondWeight)
    }
    return sum
  }

  @inline(__always)
  private func evenResponse(
    _ p: UnsafePointer<Int16>, _ taps: UnsafeBufferPointer<TapBank.AcrossTap>, _ filter: Range<Int>
  ) -> SIMD8<Int32> {
    var sum = weigh(wide(p), taps[filter.lowerBound].even) &+ Int32(filter.count / 2)
    for i in (filter.lowerBound + 1)..<filter.upperBound {
      let offset = Int(taps[i].offset)
      sum &+= weigh(wide(p + offset) &+ wide(p - offset), taps[i].even)
    }
    return sum
  }

  @inline(__always)
  private func oddResponse(
    _ p: UnsafePointer<Int16>, _ taps: UnsafeBufferPointer<TapBank.AcrossTap>, _ filter: Range<Int>
  ) -> SIMD8<Int32> {
    var sum = SIMD8<Int32>(repeating: Int32((filter.count - 1) / 2))
    for i in (filter.lowerBound + 1)..<filter.upperBound {
      let offset = Int(taps[i].offset)
      sum &+= weigh(wide(p + offset) &- wide(p - offset), taps[i].odd)
    }
    return sum
  }

  @inline(__always)
  private func weigh(_ v: SIMD8<Int32>, _ weight: Int16) -> SIMD8<Int32> {
    (v &* Int32(weight)) &>> 16
  }

  @inline(__always)
  private func narrow(_ v: SIMD8<Int32>, _ out: UnsafeMutablePointer<Int16>) {
    UnsafeMutableRawPointer(out).storeBytes(
      of: SIMD8<Int16>(truncatingIfNeeded: v), as: SIMD8<Int16>.self)
  }

  private func clearCell(_ out: UnsafeMutablePointer<Int16>, _ stride: Int) {
    for y in 0..<8 { narrow(SIMD8(), out + y &* stride) }
  }
}
