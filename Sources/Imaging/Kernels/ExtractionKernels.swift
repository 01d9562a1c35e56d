// SPDX-License-Identifier: Apache-2.0

/// Loops of minutia extraction over rows of pixels and rows of cells (8x8 pixels).
///
/// Normalised pixels and responses are fixed point with 12 fractional bits: 4096 is one deviation.
/// Pointers are to the first element of a row of a `Plane`; margins must be as wide as the taps
/// reach. The order of every floating-point addition is part of the specification.
public protocol ExtractionKernels: Sendable {
  /// Smooths with a separable Gaussian, `from` into `to`, which may be the same; all are planes of
  /// one layout with margins of zero. `half` holds the centre weight and `radius` weights to one
  /// side; neighbours in a row lie `step` elements apart.
  func gaussian(
    _ from: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>,
    to: UnsafeMutablePointer<Float>, width: Int, height: Int, stride: Int, step: Int,
    half: UnsafePointer<Float>, radius: Int)

  /// Sum and sum of squares of grey of each cell of one row of cells.
  func cellSums(
    _ pixels: UnsafePointer<UInt8>, stride: Int, cells: Int, sum: UnsafeMutablePointer<Float>,
    square: UnsafeMutablePointer<Float>)

  /// One pixel row of `(mean - grey) * gain`, clipped; `mean` and `gain` hold `cells + 2` values at
  /// cell centres, one beyond each end.
  func normaliseRow(
    _ pixels: UnsafePointer<UInt8>, cells: Int, mean: UnsafePointer<Float>,
    gain: UnsafePointer<Float>, clip: Float, out: UnsafeMutablePointer<Int16>)

  /// Structure tensor of each cell of one row of cells, by Sobel on the image averaged 2x2;
  /// `scratch` has room for `6 * (4 * cells + 16) + 12 * cells` floats.
  func halfTensor(
    _ plane: UnsafePointer<Int16>, stride: Int, cells: Int, scratch: UnsafeMutablePointer<Float>,
    a: UnsafeMutablePointer<Float>, b: UnsafeMutablePointer<Float>, e: UnsafeMutablePointer<Float>)

  /// Unit vectors of doubled angles `(x, y)` and half the angle as one of 32 steps of pi/32.
  func orient(
    count: Int, x: UnsafePointer<Float>, y: UnsafePointer<Float>,
    cosine: UnsafeMutablePointer<Float>, sine: UnsafeMutablePointer<Float>,
    angle: UnsafeMutablePointer<UInt8>)

  /// Projects a block on its ridge normal (32 samples, each the sum of 9 `offsets`) and gives the
  /// power of 16 waves (tables 32 x 16) divided by the energy.
  func ridgeSpectrum(
    _ centre: UnsafePointer<Int16>, offsets: UnsafePointer<Int32>, cosines: UnsafePointer<Float>,
    sines: UnsafePointer<Float>, power: UnsafeMutablePointer<Float>)

  /// Averages one row of cells along the ridges; cells that are not `active` become zero.
  func along(
    _ plane: UnsafePointer<Int16>, out: UnsafeMutablePointer<Int16>, stride: Int, cells: Int,
    active: UnsafePointer<UInt8>, angle: UnsafePointer<UInt8>, bank: TapBank.Along)

  /// Even and odd responses of one row of cells across the ridges; no odd ones where `odd` is nil.
  func across(
    _ plane: UnsafePointer<Int16>, stride: Int, even: UnsafeMutablePointer<Int16>,
    odd: UnsafeMutablePointer<Int16>?, outStride: Int, cells: Int, active: UnsafePointer<UInt8>,
    wave: UnsafePointer<UInt16>, bank: TapBank.Across)

  /// Structure tensor `a, b, e` and energy of the even response, and energy of the image, for each
  /// cell of one row of cells; zero where not `active`.
  func cellEnergies(
    even: UnsafePointer<Int16>, evenStride: Int, plane: UnsafePointer<Int16>, stride: Int,
    cells: Int, active: UnsafePointer<UInt8>, a: UnsafeMutablePointer<Float>,
    b: UnsafeMutablePointer<Float>, e: UnsafeMutablePointer<Float>,
    response: UnsafeMutablePointer<Float>, total: UnsafeMutablePointer<Float>)

  /// Ridge frequency in cycles per pixel from gradient energy against energy, held in
  /// `low...high` and blended into `frequency` with `weight`.
  func blendFrequency(
    count: Int, gradient: UnsafePointer<Float>, response: UnsafePointer<Float>, low: Float,
    high: Float, weight: Float, frequency: UnsafeMutablePointer<Float>)

  /// Per pixel quad (the pixel, its right, lower and lower right neighbour): bit 0 where the even
  /// response changes sign, bit 1 where the odd one does; zero counts as negative. `changes` has
  /// room for `count` rounded up to 16.
  func signChanges(
    even: UnsafePointer<Int16>, odd: UnsafePointer<Int16>, stride: Int, count: Int,
    changes: UnsafeMutablePointer<UInt8>)
}
