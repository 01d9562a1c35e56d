// SPDX-License-Identifier: Apache-2.0

/// Name and version that records and help texts carry.
public enum Release {
  /// The product.
  public static let name = "sinhtrac"
  /// Semantic version.
  public static let version = "0.1.0"
}
