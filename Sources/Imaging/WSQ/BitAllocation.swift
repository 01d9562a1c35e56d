// SPDX-License-Identifier: Apache-2.0

/// Chooses the bins of each subband for a target rate (IAFIS-IC-0110 v3.1, part 3).
///
/// Subbands that vary more get narrower bins relative to what they vary by. How narrow all of them
/// are follows from the target, as if every subband cost the logarithm of its variation over its bin
/// width; subbands for which that would be negative are left out of the sum, but still transmitted.
/// The rate that comes out is lower than the target, by a third for finger images.
struct BitAllocation {
  /// Coefficients of a subband with less variance are all zero.
  private static let leastVariance = 1.01
  /// Bins to the spread of coefficients: 2.5 standard deviations to either side.
  private static let loading = 2.5
  /// The zero bin is wider than the others by this.
  private static let zeroWidth = 1.2
  /// Bin widths, in units of the image scaled to +-128. Narrower bins tell apart what 8-bit pixels
  /// do not, and make numbers beyond the 16 bits of the format.
  private static let widths = 0.25...50_000

  /// Subbands that are transmitted.
  private let bands: [Int]
  private let deviations: [Double]
  /// Bin widths of all subbands but for a common factor.
  private let relative: [Double]

  /// Takes the variances of the 60 subbands.
  init(variances: [Double]) {
    bands = variances.indices.filter { variances[$0] >= Self.leastVariance }
    deviations = variances.map { max($0, 0).squareRoot() }
    relative = variances.indices.map {
      $0 < 4 ? 1 : 10 / (Self.weight(of: $0) * Elementary.log(max(variances[$0], 1)))
    }
  }

  /// The bins for a target rate in bits per pixel.
  func table(rate: Double) -> QuantizationTable {
    var bins = [QuantizationTable.Bins](repeating: .absent, count: SubbandTree.bandCount)
    let factor = factor(rate: rate)
    for band in bands {
      let width = min(max(relative[band] * factor, Self.widths.lowerBound), Self.widths.upperBound)
      bins[band] = QuantizationTable.Bins(width: width, zeroWidth: Self.zeroWidth * width)
    }
    return QuantizationTable(bins: bins)
  }

  /// The factor at which the subbands that cost bits together cost the target rate.
  private func factor(rate: Double) -> Double {
    var paying = bands
    var factor = 1.0
    while !paying.isEmpty {
      let share = paying.reduce(0) { $0 + Self.share(of: $1) }
      let cost = paying.reduce(0) {
        $0 + Self.share(of: $1) * Elementary.log(deviations[$1] / relative[$1])
      }
      let bits = rate / share - 1
      factor = Self.loading * Elementary.exp(cost / share - bits * Elementary.log(2))
      let free = paying.filter { relative[$0] * factor >= 2 * Self.loading * deviations[$0] }
      if free.isEmpty { break }
      paying.removeAll { free.contains($0) }
    }
    return factor
  }

  /// Share of the image's coefficients that are in a subband.
  private static func share(of band: Int) -> Double {
    switch band {
    case ..<4: 1 / 1024
    case ..<51: 1 / 256
    default: 1 / 16
    }
  }

  /// How much finer the highest frequencies are coded than their variance asks for.
  private static func weight(of band: Int) -> Double {
    switch band {
    case 52, 56: 1.32
    case 53, 55, 58, 59: 1.08
    case 54, 57: 1.42
    default: 1
    }
  }
}
