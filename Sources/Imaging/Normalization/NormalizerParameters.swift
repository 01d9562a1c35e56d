// SPDX-License-Identifier: Apache-2.0

/// What may be chosen about normalization.
public struct NormalizerParameters: Sendable, Hashable {
  /// Pixels per inch that are accepted. Below 250 a ridge has fewer than 5 pixels a period and half
  /// of the minutiae are lost; no finger scanner goes beyond 1200.
  public var pixelsPerInch: ClosedRange<Double> = 250...1200
  /// Pixels of the shorter side. 64 at 500 ppi are 3.3 mm, fewer than ten ridges.
  public var minimumSide = 64
  /// Pixels of the longer side. 4000 at 1000 ppi are 10 cm, wider than four fingers.
  public var maximumSide = 4000

  /// The defaults.
  public init() {}
}
