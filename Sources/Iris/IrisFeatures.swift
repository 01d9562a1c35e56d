// SPDX-License-Identifier: Apache-2.0

/// What extraction found in a picture of an eye.
public struct IrisFeatures: Sendable, Hashable {
  /// Where pupil and iris are.
  public let geometry: EyeGeometry
  /// The iris as bits.
  public let code: IrisCode
  /// How good the picture is.
  public let measures: IrisMeasures
  /// The row of 64 from the pupil's edge to the limbus from which on a lid covers each of 512 columns.
  let lids: [UInt8]
}

extension IrisFeatures: CustomStringConvertible, CustomDebugStringConvertible {
  /// Where the iris is and how many bits are reliable; never the bits.
  public var description: String {
    let limbus = geometry.limbus
    return "iris at (\(limbus.x), \(limbus.y)), radius \(limbus.radius), \(code)"
  }

  /// The same.
  public var debugDescription: String { description }
}
