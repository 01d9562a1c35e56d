// SPDX-License-Identifier: Apache-2.0

/// How an iris image was cut; raw values are those of ISO/IEC 19794-6:2011 and of field 17.032 of
/// ANSI/NIST-ITL.
public enum IrisImageKind: UInt8, Sendable, Hashable, CaseIterable {
  /// As the camera gave it.
  case uncropped = 1
  /// 640x480 pixels.
  case vga = 2
  /// The iris in the middle, with 0.6 radii beside it and 0.2 above and below.
  case cropped = 3
  /// The same with lids and sclera filled, for small files.
  case croppedAndMasked = 7

  /// Name for files and messages.
  public var name: String {
    switch self {
    case .uncropped: "uncropped"
    case .vga: "vga"
    case .cropped: "cropped"
    case .croppedAndMasked: "cropped-and-masked"
    }
  }
}
