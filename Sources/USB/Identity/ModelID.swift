// SPDX-License-Identifier: Apache-2.0

/// What kind of device it is: vendor and product together, such as `05ba:000a`.
public struct ModelID: Sendable, Hashable, Comparable {
  /// The maker.
  public let vendor: VendorID
  /// The maker's product.
  public let product: ProductID

  /// Takes both numbers.
  public init(_ vendor: VendorID, _ product: ProductID) {
    self.vendor = vendor
    self.product = product
  }

  /// Orders by vendor, then by product.
  public static func < (lhs: ModelID, rhs: ModelID) -> Bool {
    (lhs.vendor, lhs.product) < (rhs.vendor, rhs.product)
  }
}

extension ModelID: CustomStringConvertible {
  /// Both numbers as every USB tool writes them.
  public var description: String { "\(vendor):\(product)" }
}
