// SPDX-License-Identifier: Apache-2.0

internal import Biometrics

/// Whoever finds the minutiae that four of the native quality measures are taken at.
///
/// The measures depend on the extractor: NFIQ 2 has FingerJetFX inside, this library has its own. A
/// result says which one it was.
public protocol MinutiaeProvider: Sendable {
  /// Short name for results, such as `sinhtrac`.
  var name: String { get }
  /// The four measures of the image that `meter` holds.
  ///
  /// Throws `areaTooSmall` where fewer minutiae are found than any finger shows.
  func measures(_ meter: MinutiaMeter) throws(MissingScore) -> MinutiaMeasures
}

/// The minutiae of this library's extractor.
///
/// Faint ones are left out, so that they are counted much as the reference's extractor would: on the
/// 333 images of the reference's tables that have a score, NIST's forest with these minutiae differs
/// by 1.92 points in the mean (correlation 0.987) from the score with its own. Linear corrections of
/// the four values change less than 0.1 of that and do worse on sets that they were not fitted to.
public struct ExtractedMinutiae: MinutiaeProvider {
  /// `sinhtrac`.
  public let name = "sinhtrac"
  /// Deviation in grey levels that the 32x32 pixels around a minutia must exceed. At 16 the one image
  /// that is too faint for the reference keeps 3 minutiae, every other one 11 or more; 12 and 18
  /// separate them no longer.
  private static let leastDeviation = 16.0
  /// Fewer minutiae than this are taken for no finger; the reference's limit.
  private static let leastCount = 6

  private let places: [MinutiaMeter.Place]

  /// Takes what extraction found in the whole image; nil where it found no fingerprint.
  public init(_ features: FingerprintFeatures?) {
    places = (features?.minutiae ?? []).map { MinutiaMeter.Place(x: Int($0.x), y: Int($0.y)) }
  }

  /// Throws `areaTooSmall` where fewer than six minutiae are clear enough.
  public func measures(_ meter: MinutiaMeter) throws(MissingScore) -> MinutiaMeasures {
    let clear = places.filter { meter.deviation(around: $0) > Self.leastDeviation }
    guard clear.count >= Self.leastCount else { throw .areaTooSmall }
    return meter.measures(of: clear)
  }
}
