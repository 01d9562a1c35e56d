// SPDX-License-Identifier: Apache-2.0

internal import CKernels

/// Taps of oriented filters, ready for one row stride.
///
/// Lists are flat: the taps of filter `i` are those from `starts[i]` up to `starts[i + 1]`; the
/// first is the centre, and each further one stands for itself and its mirror image.
///
/// Weights must keep sums within 16 bits: those of one filter along add up to 65536, those across to
/// twice that at most in absolute value.
public enum TapBank {
  /// A weight of -0.5 to under 0.5 in 65536ths, rounded to nearest and held in range.
  public static func fixed(_ weight: Double) -> Int16 {
    Int16(min(max((weight * 65536).rounded(), -32768), 32767))
  }

  /// One tap along a ridge: two pixels weighted by linear interpolation.
  public struct AlongTap: Sendable, Hashable {
    /// Elements from the centre to the nearer pixel, for the stride of the bank.
    public let first: Int32
    /// Elements from the centre to the pixel beside it.
    public let second: Int32
    /// Weight of the nearer pixel in 65536ths.
    public let firstWeight: Int16
    /// Weight of the pixel beside it in 65536ths.
    public let secondWeight: Int16

    /// Takes offsets in elements and weights in 65536ths.
    public init(first: Int32, second: Int32, firstWeight: Int16, secondWeight: Int16) {
      self.first = first
      self.second = second
      self.firstWeight = firstWeight
      self.secondWeight = secondWeight
    }
  }

  /// One tap of the quadrature pair across a ridge.
  public struct AcrossTap: Sendable, Hashable {
    /// Elements from the centre, for the stride of the bank.
    public let offset: Int32
    /// Weight in the even response in 65536ths.
    public let even: Int16
    /// Weight in the odd response in 65536ths; the mirrored tap has the negative of it.
    public let odd: Int16

    /// Takes the offset in elements and weights in 65536ths.
    public init(offset: Int32, even: Int16, odd: Int16) {
      self.offset = offset
      self.even = even
      self.odd = odd
    }
  }

  /// Filters along ridges, one for each angle.
  public struct Along: Sendable {
    /// First tap of each filter, and the end of the last.
    public let starts: [Int32]
    /// Taps of all filters.
    public let taps: [AlongTap]

    /// Takes the list of taps of each filter.
    public init(filters: [[AlongTap]]) {
      starts = Self.starts(of: filters.map(\.count))
      taps = filters.flatMap(\.self)
    }

    fileprivate static func starts(of counts: [Int]) -> [Int32] {
      counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1)) }
    }
  }

  /// Quadrature pairs across ridges, one for each angle and frequency.
  public struct Across: Sendable {
    /// First tap of each filter, and the end of the last.
    public let starts: [Int32]
    /// Taps of all filters.
    public let taps: [AcrossTap]

    /// Takes the list of taps of each filter.
    public init(filters: [[AcrossTap]]) {
      starts = Along.starts(of: filters.map(\.count))
      taps = filters.flatMap(\.self)
    }
  }
}
