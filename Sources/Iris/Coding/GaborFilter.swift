// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Taps of a pair of Gabor filters along one row, in 4096ths; the even one has no constant part, so
/// that brightness does not count.
struct GaborFilter: Sendable, Hashable {
  /// Taps to either side of the centre.
  let reach: Int
  let even: [Int16]
  let odd: [Int16]

  /// Takes the wavelength in columns and the Gaussian's standard deviation as a share of it.
  init(wavelength: Double, width: Double) {
    let sigma = wavelength * width
    let reach = Int(2.5 * sigma)
    let gaussian = (-reach...reach).map { Elementary.exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let waves = (-reach...reach).map { Elementary.sincos(2 * .pi * Double($0) / wavelength) }
    let cosines = zip(gaussian, waves).map { $0 * $1.cos }
    let constant = cosines.reduce(0, +) / gaussian.reduce(0, +)
    var even = zip(cosines, gaussian).map { Int16((4096 * ($0 - constant * $1)).rounded()) }
    even[reach] -= even.reduce(0, +)
    self.reach = reach
    self.even = even
    odd = zip(gaussian, waves).map { Int16((4096 * $0 * $1.sin).rounded()) }
  }
}
