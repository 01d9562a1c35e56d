// SPDX-License-Identifier: Apache-2.0

import Bytes

/// Times from frame to frame in units of 100 ns that a camera can do for one size.
public struct FrameIntervals: Sendable, Hashable {
  /// What it does when not asked for anything; never 0.
  public let standard: UInt32
  /// All values of a list, in ascending order; for a range its two ends.
  public let values: [UInt32]
  /// Whether everything between the two ends can be had, in steps of the device's choice.
  public let isRange: Bool

  /// Takes what a frame descriptor says. Zeros and values beyond ten seconds are passed over.
  init(
    _ descriptor: ClassDescriptor, standard: UInt32, count: UInt8, at offset: Int
  ) throws(MalformedData) {
    var listed: [UInt32] = []
    // A type of 0 means shortest, longest and step.
    for index in 0..<(count == 0 ? 2 : Int(count)) {
      listed.append(try descriptor.long(offset + 4 * index))
    }
    self.init(standard: standard, values: listed, isRange: count == 0)
  }

  /// Takes the parts, in any order.
  public init(standard: UInt32, values: [UInt32], isRange: Bool) {
    let sane = values.filter(Self.isSane).sorted()
    self.standard = Self.isSane(standard) ? standard : sane.first ?? Self.usual
    self.values = sane.isEmpty ? [self.standard] : sane
    self.isRange = isRange && sane.count == 2
  }

  private static func isSane(_ interval: UInt32) -> Bool { (1...100_000_000).contains(interval) }

  /// 30 frames a second.
  private static let usual: UInt32 = 333_333

  /// The interval that comes nearest to a rate in frames a second.
  public func nearest(rate: Double) -> UInt32 {
    let wanted = UInt32(min(max(10_000_000 / max(rate, 0.1), 1), 100_000_000).rounded())
    if isRange, let least = values.first, let most = values.last {
      return min(max(wanted, least), most)
    }
    return values.min { distance($0, wanted) < distance($1, wanted) } ?? standard
  }

  private func distance(_ one: UInt32, _ other: UInt32) -> UInt32 {
    max(one, other) - min(one, other)
  }

  /// Highest rate in frames a second.
  public var fastestRate: Double { 10_000_000 / Double(values.first ?? standard) }
}
