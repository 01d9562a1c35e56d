// SPDX-License-Identifier: Apache-2.0

internal import CKernels

/// The loops of `IrisKernels` in C, for one instruction-set level.
///
/// The table holds pointers to functions of this program only; it is constant.
struct CompiledIrisKernels: IrisKernels, @unchecked Sendable {
  private let table: UnsafePointer<ck_table>

  init(table: UnsafePointer<ck_table>) { self.table = table }

  func reduceRow(
    _ rows: UnsafePointer<UInt8>, stride: Int, factor: Int, count: Int,
    out: UnsafeMutablePointer<UInt8>
  ) {
    table.pointee.iris.reduce_row(rows, Int32(stride), Int32(factor), Int32(count), out)
  }

  func darker(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int,
    out: UnsafeMutablePointer<UInt8>
  ) {
    table.pointee.iris.darker(a, b, Int32(count), out)
  }

  func lighter(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int,
    out: UnsafeMutablePointer<UInt8>
  ) {
    table.pointee.iris.lighter(a, b, Int32(count), out)
  }

  func smoothRow(
    above: UnsafePointer<UInt8>, _ row: UnsafePointer<UInt8>, below: UnsafePointer<UInt8>,
    count: Int, out: UnsafeMutablePointer<UInt8>
  ) {
    table.pointee.iris.smooth_row(above, row, below, Int32(count), out)
  }

  func discRow(
    sums: UnsafePointer<Int32>, squares: UnsafePointer<UInt32>, stride: Int, shape: DiscShape,
    count: Int, best: UnsafeMutablePointer<Float>, radii: UnsafeMutablePointer<Float>
  ) {
    var boxes = ck_disc_shape(
      inner: shape.inner, near: shape.near, far: shape.far, half: shape.half, radius: shape.radius,
      clamp: shape.clamp, dark: shape.dark, inner_share: shape.innerShare,
      outer_share: shape.outerShare)
    table.pointee.iris.disc_row(sums, squares, Int32(stride), &boxes, Int32(count), best, radii)
  }

  func pupilRings(
    _ centres: UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, count: Int, smallest: Int,
    weights: UnsafePointer<UInt8>, rules: PupilRingRules, samples: UnsafeMutablePointer<UInt8>,
    best: UnsafeMutablePointer<Float>, radii: UnsafeMutablePointer<Float>
  ) {
    var numbers = ck_pupil_ring_rules(
      low: rules.limits.low, high: rules.limits.high, least: rules.least, support: rules.support,
      bright: rules.bright, uneven: rules.uneven, black: rules.black, share: rules.share)
    table.pointee.iris.pupil_rings(
      centres, offsets, Int32(count), Int32(smallest), weights, &numbers, samples, best, radii)
  }

  func limbusRings(
    _ centres: UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, count: Int, gap: Int,
    limits: StepLimits, samples: UnsafeMutablePointer<UInt8>, best: UnsafeMutablePointer<Float>,
    radii: UnsafeMutablePointer<Float>
  ) {
    table.pointee.iris.limbus_rings(
      centres, offsets, Int32(count), Int32(gap), limits.low, limits.high, samples, best, radii)
  }

  func pathStep(
    previous: UnsafePointer<Int32>, gain: UnsafePointer<Int32>, bend: Int32, count: Int,
    out: UnsafeMutablePointer<Int32>, back: UnsafeMutablePointer<Int8>
  ) {
    table.pointee.iris.path_step(previous, gain, bend, Int32(count), out, back)
  }

  func sample(
    _ pixels: UnsafePointer<UInt8>, stride: Int, x: UnsafePointer<Int32>,
    y: UnsafePointer<Int32>, count: Int, out: UnsafeMutablePointer<Int16>
  ) {
    table.pointee.iris.sample(pixels, Int32(stride), x, y, Int32(count), out)
  }

  func countGreys(
    _ pixels: UnsafePointer<UInt8>, count: Int, counts: UnsafeMutablePointer<UInt32>
  ) {
    table.pointee.iris.count_greys(pixels, Int32(count), counts)
  }

  func filterRow(
    _ values: UnsafePointer<Int16>, evenTaps: UnsafePointer<Int16>, oddTaps: UnsafePointer<Int16>,
    taps: Int, count: Int, even: UnsafeMutablePointer<Int32>, odd: UnsafeMutablePointer<Int32>
  ) {
    table.pointee.iris.filter_row(values, evenTaps, oddTaps, Int32(taps), Int32(count), even, odd)
  }

  func bandPower(_ first: UnsafePointer<UInt8>, stride: Int, count: Int) -> Int64 {
    table.pointee.iris.band_power(first, Int32(stride), Int32(count))
  }

  func compareTurns(
    _ code: UnsafePointer<UInt32>, mask: UnsafePointer<UInt32>,
    with other: UnsafePointer<UInt32>, mask otherMask: UnsafePointer<UInt32>, count: Int,
    turns: UnsafePointer<Int32>, number: Int, usual: Float,
    out: UnsafeMutablePointer<TurnLikeness>
  ) {
    // TurnLikeness has the layout of ck_turn: two numbers of 32 bits.
    out.withMemoryRebound(to: ck_turn.self, capacity: number) { out in
      table.pointee.iris.compare_turns(
        code, mask, other, otherMask, Int32(count), turns, Int32(number), usual, out)
    }
  }
}
