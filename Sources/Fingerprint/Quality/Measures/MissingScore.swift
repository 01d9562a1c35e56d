// SPDX-License-Identifier: Apache-2.0

/// Why an image has no quality score; that is not the same as a score of 0.
public enum MissingScore: String, Error, Sendable, Hashable, CaseIterable {
  /// Every row or column is white.
  case blank
  /// Without its white frame the image is wider than 800 or higher than 1000 pixels at 500 ppi: a
  /// slap that was not segmented, or no single finger.
  case tooLarge = "too-large"
  /// Fewer than ten blocks vary enough to be fingerprint.
  case tooLittleForeground = "too-little-foreground"
  /// The minutia extractor found too small an area, most likely the tip of the finger.
  case areaTooSmall = "area-too-small"
}
