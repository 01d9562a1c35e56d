// SPDX-License-Identifier: Apache-2.0

/// How the pixels of a frame lie in memory.
public enum PixelFormat: String, Sendable, Hashable, CaseIterable {
  /// A byte a pixel.
  case gray8 = "GREY"
  /// Two bytes a pixel, the low one first.
  case gray16 = "Y16"
  /// Two pixels in four bytes: Y0 U Y1 V.
  case yuy2 = "YUY2"
  /// Two pixels in four bytes: U Y0 V Y1.
  case uyvy = "UYVY"
  /// All Y, then U and V for 2 x 2 pixels each.
  case nv12 = "NV12"
  /// A JPEG picture a frame.
  case mjpeg = "MJPEG"

  /// Reads the format's name in a descriptor; nil for what is not known.
  ///
  /// Only the code in the first four bytes counts: makers spell 8-bit grey in at least six ways, and
  /// vary the rest as well. 0x32 and 0x51 are Direct3D's numbers of L8 and L16.
  public init?(_ guid: VideoGUID) {
    let code = Array(guid.bytes.prefix(4))
    switch code {
    case [0x32, 0, 0, 0]: self = .gray8
    case [0x51, 0, 0, 0]: self = .gray16
    default:
      let text = String(decoding: code.prefix { $0 != 0 }, as: UTF8.self)
      guard let format = Self.spellings[text.filter { $0 != " " }.uppercased()] else { return nil }
      self = format
    }
  }

  private static let spellings: [String: PixelFormat] = [
    "Y800": .gray8, "Y8": .gray8, "GREY": .gray8, "GRAY": .gray8, "L8": .gray8,
    "Y16": .gray16, "L16": .gray16, "YUY2": .yuy2, "YUYV": .yuy2, "UYVY": .uyvy,
    "NV12": .nv12, "MJPG": .mjpeg, "JPEG": .mjpeg,
  ]

  /// Bytes of a whole frame; nil where they vary, as those of JPEG do, or are out of all reason.
  public func frameBytes(width: Int, height: Int) -> Int? {
    guard FrameSize.isSane(width: width, height: height) else { return nil }
    switch self {
    case .gray8: return width * height
    case .gray16: return 2 * width * height
    // A pair of pixels shares its colour, so an odd row is filled up.
    case .yuy2, .uyvy: return (width + 1) / 2 * 4 * height
    case .nv12: return width * height + (width + 1) / 2 * 2 * ((height + 1) / 2)
    case .mjpeg: return nil
    }
  }
}
