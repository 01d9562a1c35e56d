// SPDX-License-Identifier: Apache-2.0

/// What extraction found in a picture of an eye.
public struct IrisFeatures: Sendable, Hashable {
  /// Where pupil and iris are.
  public let geometry: EyeGeometry
  /// The iris as bits.
  public let code: IrisCode
}
