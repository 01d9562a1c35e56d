// SPDX-License-Identifier: Apache-2.0

/// The four values that NFIQ 2.3 gives feedback on; whoever uses them compares with the limits.
public struct ActionableValues: Sendable, Hashable {
  /// Mean grey: an image above 250 is empty or has too little contrast.
  public let mean: Double
  /// Standard deviation of grey: an image below 1 is uniform.
  public let deviation: Double
  /// Number of minutiae: fewer than 5 are no fingerprint; nil where they were not looked for.
  public let minutiae: Int?
  /// Pixels of the region of interest: fewer than 50,000 are too little finger; nil where it was not
  /// looked for.
  public let regionPixels: Int?
}
