// SPDX-License-Identifier: Apache-2.0

/// The number that the USB Implementers Forum gave to a maker (`idVendor`).
///
/// A type of its own, so that it cannot be taken for a product's number.
public struct VendorID: Sendable, Hashable, Comparable, ExpressibleByIntegerLiteral {
  /// The number as it stands in the device descriptor.
  public let rawValue: UInt16

  /// Takes the number.
  public init(_ rawValue: UInt16) { self.rawValue = rawValue }

  /// Takes the number as it stands in a driver's card, such as `0x05ba`.
  public init(integerLiteral value: UInt16) { rawValue = value }

  /// Orders by number.
  public static func < (lhs: VendorID, rhs: VendorID) -> Bool { lhs.rawValue < rhs.rawValue }
}

extension VendorID: CustomStringConvertible {
  /// Four hexadecimal digits, as every USB tool writes it.
  public var description: String { Hex.digits(rawValue) }
}
