// SPDX-License-Identifier: Apache-2.0

/// The loops of `QualityKernels` in plain Swift: their specification.
struct PlainQualityKernels: QualityKernels {
  func frameSums(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int,
    rows: UnsafeMutablePointer<UInt32>, columns: UnsafeMutablePointer<UInt32>
  ) {
    columns.update(repeating: 0, count: width)
    for y in 0..<height {
      let row = pixels + y &* stride
      var sum: UInt32 = 0
      for x in 0..<width {
        let grey = UInt32(row[x])
        sum &+= grey
        columns[x] &+= grey
      }
      rows[y] = sum
    }
  }

  func blockSums(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int
  ) -> BlockSums {
    var sums = BlockSums()
    for y in 0..<height {
      let row = pixels + y &* stride
      let above = y > 0 ? row - stride : row
      let below = y < height - 1 ? row + stride : row
      let scaleY: Int32 = y > 0 && y < height - 1 ? 1 : 2
      for x in 0..<width {
        let left = x > 0 ? x - 1 : x
        let right = x < width - 1 ? x + 1 : x
        let scaleX: Int32 = x > 0 && x < width - 1 ? 1 : 2
        let grey = Int32(row[x])
        let dx = scaleX &* (Int32(row[right]) &- Int32(row[left]))
        let dy = scaleY &* (Int32(below[x]) &- Int32(above[x]))
        sums.grey &+= grey
        sums.square &+= grey &* grey
        sums.xx &+= dx &* dx
        sums.yy &+= dy &* dy
        sums.xy &+= dx &* dy
      }
    }
    return sums
  }

  func turnedProfile(
    _ window: UnsafePointer<UInt8>, stride: Int, turn: UnsafePointer<Int32>,
    samples: UnsafeMutablePointer<UInt8>, sums: UnsafeMutablePointer<UInt16>
  ) {
    let (alongX, alongY, acrossX, acrossY) = (turn, turn + 32, turn + 64, turn + 96)
    sums.update(repeating: 0, count: 32)
    for d in 0..<16 {
      for p in 0..<32 {
        let x = Int((alongX[p] &+ acrossX[d]) >> 10)
        let y = Int((alongY[p] &+ acrossY[d]) >> 10)
        let grey = window[y &* stride &+ x]
        samples[32 &* d &+ p] = grey
        sums[p] &+= UInt16(grey)
      }
    }
  }

  func erode(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int,
    scratch: UnsafeMutablePointer<UInt16>, out: UnsafeMutablePointer<UInt8>, outStride: Int
  ) {
    for y in 0..<height {
      let (top, bottom) = (max(y - 2, 0), min(y + 2, height - 1))
      for x in 0..<width {
        var least = UInt8.max
        for v in top...bottom {
          for u in max(x - 2, 0)...min(x + 2, width - 1) {
            least = min(least, pixels[v &* stride &+ u])
          }
        }
        out[y &* outStride &+ x] = least
      }
    }
  }

  func blur(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int,
    half: UnsafePointer<UInt8>, radius: Int, scratch: UnsafeMutablePointer<UInt16>,
    out: UnsafeMutablePointer<UInt8>, outStride: Int
  ) {
    for y in 0..<height {
      let row = pixels + y &* stride
      let sums = scratch + y &* width
      for x in 0..<width {
        var sum = UInt16(half[0]) &* UInt16(row[x])
        for k in 1...radius {
          let before = UInt16(row[Self.mirrored(x - k, width)])
          let after = UInt16(row[Self.mirrored(x + k, width)])
          sum &+= UInt16(half[k]) &* (before + after)
        }
        sums[x] = sum
      }
    }
    for y in 0..<height {
      for x in 0..<width {
        var sum = UInt32(half[0]) &* UInt32(scratch[y &* width &+ x])
        for k in 1...radius {
          let before = UInt32(scratch[Self.mirrored(y - k, height) &* width &+ x])
          let after = UInt32(scratch[Self.mirrored(y + k, height) &* width &+ x])
          sum &+= UInt32(half[k]) &* (before + after)
        }
        out[y &* outStride &+ x] = UInt8(truncatingIfNeeded: (sum &+ 32768) >> 16)
      }
    }
  }

  /// The place inside `0..<count` that a place outside shows: mirrored at the first and last element,
  /// which are not repeated, as often as needed.
  static func mirrored(_ place: Int, _ count: Int) -> Int {
    if place >= 0, place < count { return place }
    guard count > 1 else { return 0 }
    let period = 2 * (count - 1)
    let wrapped = ((place % period) + period) % period
    return wrapped < count ? wrapped : period - wrapped
  }
}
