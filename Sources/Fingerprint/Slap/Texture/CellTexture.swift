// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Contrast and structure tensor of every cell of the halved image (Sobel).
public struct CellTexture: Sendable, Hashable {
  /// Deviation of the Gaussian over the tensor; 0.8 lets print through, 1.6 blurs narrow fingers.
  public var tensorSmoothing: Float = 1.2
  /// Deviation of the Gaussian over the contrast.
  public var contrastSmoothing: Float = 1
  /// Cells with less standard deviation of grey are paper or glass: nothing else is computed there.
  public var leastContrast: Float = 3
  /// Mean grey up to which an even cell counts as dark.
  public var darkGrey: Int32 = 60
  /// Variance of grey below which a cell is even.
  public var evenVariance: Float = 150

  /// The values that the product ships with.
  public init() {}

  func run(_ w: SlapWorkspace, _ kernels: Kernels) {
    let width = w.half.width
    if w.sums.count < 3 * width { w.sums = [Int32](repeating: 0, count: 3 * width) }
    w.sums.withUnsafeMutableBufferPointer { buffer in
      guard let sums = buffer.baseAddress else { return }
      for y in 0..<w.rows {
        measureGrey(y, w, sums)
        clear(y, w)
        if let span = contrastSpan(y, w) { measureTensor(y, span, w, sums) }
      }
    }
    for plane in [w.tensorA, w.tensorB, w.tensorE] {
      plane.smooth(sigma: tensorSmoothing, scratch: w.scratch[0], kernels)
    }
    w.contrast.smooth(sigma: contrastSmoothing, scratch: w.scratch[0], kernels)
  }

  /// Deviation and darkness of one row of cells.
  private func measureGrey(_ y: Int, _ w: SlapWorkspace, _ sums: UnsafeMutablePointer<Int32>) {
    let width = w.half.width
    let squares = sums + width
    for row in 0..<SlapWorkspace.halfCell {
      let pixels = w.half.row(y * SlapWorkspace.halfCell + row)
      if row == 0 {
        for x in 0..<width {
          let value = Int32(pixels[x])
          sums[x] = value
          squares[x] = value &* value
        }
      } else {
        for x in 0..<width {
          let value = Int32(pixels[x])
          sums[x] &+= value
          squares[x] &+= value &* value
        }
      }
    }
    let (grey, contrast, dark) = (w.grey.row(y), w.contrast.row(y), w.dark.row(y))
    for x in 0..<w.columns {
      let sum = Self.four(sums, x)
      let mean = Float(sum) / 16
      let variance = max(0, Float(Self.four(squares, x)) / 16 - mean * mean)
      grey[x] = mean
      contrast[x] = variance.squareRoot()
      dark[x] = 255 * 16 - sum < darkGrey * 16 && variance < evenVariance ? 1 : 0
    }
  }

  private func clear(_ y: Int, _ w: SlapWorkspace) {
    for plane in [w.tensorA, w.tensorB, w.tensorE] {
      plane.row(y).update(repeating: 0, count: w.columns)
    }
  }

  /// First to last cell of a row with contrast; nil when there is none.
  private func contrastSpan(_ y: Int, _ w: SlapWorkspace) -> ClosedRange<Int>? {
    let contrast = w.contrast.row(y)
    var first = 0
    var last = w.columns - 1
    while first <= last, contrast[first] < leastContrast { first += 1 }
    while last >= first, contrast[last] < leastContrast { last -= 1 }
    return first <= last ? first...last : nil
  }

  private func measureTensor(
    _ y: Int, _ span: ClosedRange<Int>, _ w: SlapWorkspace, _ sums: UnsafeMutablePointer<Int32>
  ) {
    let start = span.lowerBound * SlapWorkspace.halfCell
    let count = span.count * SlapWorkspace.halfCell
    let a = sums
    let b = sums + count
    let e = sums + 2 * count
    sums.update(repeating: 0, count: 3 * count)
    for row in 0..<SlapWorkspace.halfCell {
      let middle = w.half.row(y * SlapWorkspace.halfCell + row) + start
      Self.addGradients(
        UnsafePointer(middle - w.half.stride), UnsafePointer(middle),
        UnsafePointer(middle + w.half.stride), count, a, b, e)
    }
    for x in 0..<span.count {
      let column = span.lowerBound + x
      w.tensorA[column, y] = Float(Self.four(a, x))
      w.tensorB[column, y] = Float(Self.four(b, x))
      w.tensorE[column, y] = Float(Self.four(e, x))
    }
  }

  /// Sobel differences of one row: xx - yy, 2 xy and xx + yy, added column by column.
  @inline(__always)
  private static func addGradients(
    _ up: UnsafePointer<UInt8>, _ middle: UnsafePointer<UInt8>, _ down: UnsafePointer<UInt8>,
    _ count: Int, _ a: UnsafeMutablePointer<Int32>, _ b: UnsafeMutablePointer<Int32>,
    _ e: UnsafeMutablePointer<Int32>
  ) {
    for x in 0..<count {
      let (ul, uc, ur) = (Int16(up[x &- 1]), Int16(up[x]), Int16(up[x &+ 1]))
      let (ml, mr) = (Int16(middle[x &- 1]), Int16(middle[x &+ 1]))
      let (dl, dc, dr) = (Int16(down[x &- 1]), Int16(down[x]), Int16(down[x &+ 1]))
      let right = ur &+ dr &+ mr &+ mr
      let left = ul &+ dl &+ ml &+ ml
      let below = dl &+ dr &+ dc &+ dc
      let above = ul &+ ur &+ uc &+ uc
      let gx = Int32(right &- left)
      let gy = Int32(below &- above)
      let (xx, yy) = (gx &* gx, gy &* gy)
      a[x] &+= xx &- yy
      b[x] &+= 2 &* gx &* gy
      e[x] &+= xx &+ yy
    }
  }

  private static func four(_ sums: UnsafeMutablePointer<Int32>, _ cell: Int) -> Int32 {
    let at = sums + cell * SlapWorkspace.halfCell
    return at[0] &+ at[1] &+ at[2] &+ at[3]
  }
}
