// SPDX-License-Identifier: Apache-2.0

internal import CKernels

/// The loops of `ExtractionKernels` in C, for one instruction-set level.
///
/// The table holds pointers to functions of this program only; it is constant.
struct CompiledExtractionKernels: ExtractionKernels, @unchecked Sendable {
  let table: ck_extraction

  func gaussian(
    _ from: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>,
    to: UnsafeMutablePointer<Float>, width: Int, height: Int, stride: Int, step: Int,
    half: UnsafePointer<Float>, radius: Int
  ) {
    table.gaussian(
      from, scratch, to, Int32(width), Int32(height), Int32(stride), Int32(step), half,
      Int32(radius))
  }

  func cellSums(
    _ pixels: UnsafePointer<UInt8>, stride: Int, cells: Int, sum: UnsafeMutablePointer<Float>,
    square: UnsafeMutablePointer<Float>
  ) {
    table.cell_sums(pixels, Int32(stride), Int32(cells), sum, square)
  }

  func normaliseRow(
    _ pixels: UnsafePointer<UInt8>, cells: Int, mean: UnsafePointer<Float>,
    gain: UnsafePointer<Float>, clip: Float, out: UnsafeMutablePointer<Int16>
  ) {
    table.normalise_row(pixels, Int32(cells), mean, gain, clip, out)
  }

  func halfTensor(
    _ plane: UnsafePointer<Int16>, stride: Int, cells: Int, scratch: UnsafeMutablePointer<Float>,
    a: UnsafeMutablePointer<Float>, b: UnsafeMutablePointer<Float>, e: UnsafeMutablePointer<Float>
  ) {
    table.half_tensor(plane, Int32(stride), Int32(cells), scratch, a, b, e)
  }

  func orient(
    count: Int, x: UnsafePointer<Float>, y: UnsafePointer<Float>,
    cosine: UnsafeMutablePointer<Float>, sine: UnsafeMutablePointer<Float>,
    angle: UnsafeMutablePointer<UInt8>
  ) {
    table.orient(Int32(count), x, y, cosine, sine, angle)
  }

  func ridgeSpectrum(
    _ centre: UnsafePointer<Int16>, offsets: UnsafePointer<Int32>, cosines: UnsafePointer<Float>,
    sines: UnsafePointer<Float>, power: UnsafeMutablePointer<Float>
  ) {
    table.ridge_spectrum(centre, offsets, cosines, sines, power)
  }

  func along(
    _ plane: UnsafePointer<Int16>, out: UnsafeMutablePointer<Int16>, stride: Int, cells: Int,
    active: UnsafePointer<UInt8>, angle: UnsafePointer<UInt8>, bank: TapBank.Along
  ) {
    bank.taps.withUnsafeBytes { taps in
      // TapBank.AlongTap has the layout of ck_along_tap; a test holds them together.
      table.along(
        plane, out, Int32(stride), Int32(cells), active, angle, bank.starts,
        taps.assumingMemoryBound(to: ck_along_tap.self).baseAddress)
    }
  }

  func across(
    _ plane: UnsafePointer<Int16>, stride: Int, even: UnsafeMutablePointer<Int16>,
    odd: UnsafeMutablePointer<Int16>?, outStride: Int, cells: Int, active: UnsafePointer<UInt8>,
    wave: UnsafePointer<UInt16>, bank: TapBank.Across
  ) {
    bank.taps.withUnsafeBytes { taps in
      table.across(
        plane, Int32(stride), even, odd, Int32(outStride), Int32(cells), active, wave, bank.starts,
        taps.assumingMemoryBound(to: ck_across_tap.self).baseAddress)
    }
  }

  func cellEnergies(
    even: UnsafePointer<Int16>, evenStride: Int, plane: UnsafePointer<Int16>, stride: Int,
    cells: Int, active: UnsafePointer<UInt8>, a: UnsafeMutablePointer<Float>,
    b: UnsafeMutablePointer<Float>, e: UnsafeMutablePointer<Float>,
    response: UnsafeMutablePointer<Float>, total: UnsafeMutablePointer<Float>
  ) {
    table.cell_energies(
      even, Int32(evenStride), plane, Int32(stride), Int32(cells), active, a, b, e, response, total)
  }

  func blendFrequency(
    count: Int, gradient: UnsafePointer<Float>, response: UnsafePointer<Float>, low: Float,
    high: Float, weight: Float, frequency: UnsafeMutablePointer<Float>
  ) {
    table.blend_frequency(Int32(count), gradient, response, low, high, weight, frequency)
  }

  func signChanges(
    even: UnsafePointer<Int16>, odd: UnsafePointer<Int16>, stride: Int, count: Int,
    changes: UnsafeMutablePointer<UInt8>
  ) {
    table.sign_changes(even, odd, Int32(stride), Int32(count), changes)
  }
}
