// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// What is truly to be found in an image: the exact minutiae of the finger that it shows.
///
/// Coordinates are pixels at 500 ppi whatever the image's resolution; pixel centres have whole
/// numbers, as in the image itself.
public struct GroundTruth: Sendable, Hashable {
  /// Minutiae that an examiner would mark: well inside the contact and the image, with the ridges
  /// around them still showing (see `Visibility`).
  public let minutiae: [Minutia]
  /// True places where marking is a matter of opinion: minutiae at the rim of the print, in damaged
  /// skin, in the turn of a core or delta, and those points themselves. Finding one is no error and
  /// missing it none.
  public let doubtful: [Minutia]

  /// Takes coordinates at 500 ppi.
  public init(minutiae: [Minutia], doubtful: [Minutia]) {
    self.minutiae = minutiae
    self.doubtful = doubtful
  }
}
