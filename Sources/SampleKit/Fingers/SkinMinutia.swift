// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// A minutia of a master finger, exact.
public struct SkinMinutia: Sendable, Hashable {
  /// Where the ridge ends or forks.
  public let place: SkinPoint
  /// Radians counter-clockwise from x as seen; to the side that has one ridge line more.
  public let direction: Double
  /// Ending or bifurcation.
  public let kind: Minutia.Kind
  /// Whether examiners would differ about it: it lies in the turn of a core or delta, or next to an
  /// opposite one (an island, a short bridge).
  public let isDoubtful: Bool
}
