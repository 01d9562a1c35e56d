// SPDX-License-Identifier: Apache-2.0

/// The number that a maker gave to a product (`idProduct`); means nothing without the vendor's.
public struct ProductID: Sendable, Hashable, Comparable, ExpressibleByIntegerLiteral {
  /// The number as it stands in the device descriptor.
  public let rawValue: UInt16

  /// Takes the number.
  public init(_ rawValue: UInt16) { self.rawValue = rawValue }

  /// Takes the number as it stands in a driver's card, such as `0x000a`.
  public init(integerLiteral value: UInt16) { rawValue = value }

  /// Orders by number.
  public static func < (lhs: ProductID, rhs: ProductID) -> Bool { lhs.rawValue < rhs.rawValue }
}

extension ProductID: CustomStringConvertible {
  /// Four hexadecimal digits, as every USB tool writes it.
  public var description: String { Hex.digits(rawValue) }
}
