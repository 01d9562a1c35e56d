// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Everything this library's comparison can use of one finger image: the extractor makes it, the
/// station keeps it, and it never enters an interchange record.
public struct FingerprintTemplate: Sendable, Hashable {
  /// Minutiae with the image's size; at 500 ppi where there are maps.
  public let minutiae: MinutiaeTemplate
  /// Ridge orientation; nil in templates from elsewhere.
  public let orientation: OrientationField?
  /// Picture of the ridges; nil in templates from elsewhere.
  public let ridges: RidgeMap?

  /// A template of minutiae alone, such as an interchange record gives.
  public init(minutiae: MinutiaeTemplate) {
    self.minutiae = minutiae
    self.orientation = nil
    self.ridges = nil
  }

  /// Gives nil when there is a ridge map but no orientation field, the resolution is not 500 ppi,
  /// or a map's size does not follow from the image's.
  public init?(
    minutiae: MinutiaeTemplate, orientation: OrientationField?, ridges: RidgeMap?
  ) {
    let (width, height) = (minutiae.width, minutiae.height)
    if let orientation {
      guard minutiae.resolution == .standard,
        orientation.columns == OrientationField.blocks(along: width),
        orientation.rows == OrientationField.blocks(along: height)
      else { return nil }
    }
    if let ridges {
      guard orientation != nil, ridges.columns == RidgeMap.samples(along: width),
        ridges.rows == RidgeMap.samples(along: height)
      else { return nil }
    }
    self.minutiae = minutiae
    self.orientation = orientation
    self.ridges = ridges
  }

  /// The highest level that this template can be compared at.
  public var level: ComparisonLevel {
    if ridges != nil { return .ridges }
    return orientation != nil ? .orientation : .minutiae
  }

  /// The same template with no more content than `level` has.
  public func reduced(to level: ComparisonLevel) -> FingerprintTemplate {
    FingerprintTemplate(
      unchecked: minutiae, level >= .orientation ? orientation : nil,
      level >= .ridges ? ridges : nil)
  }

  private init(
    unchecked minutiae: MinutiaeTemplate, _ orientation: OrientationField?, _ ridges: RidgeMap?
  ) {
    self.minutiae = minutiae
    self.orientation = orientation
    self.ridges = ridges
  }
}
