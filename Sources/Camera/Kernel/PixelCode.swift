// SPDX-License-Identifier: Apache-2.0

/// The kernel's name of a pixel format: four characters, the first one in the lowest byte.
struct PixelCode: RawRepresentable, Sendable, Hashable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Takes the characters, such as `YUYV`.
  init(_ characters: StaticString) {
    rawValue = characters.description.utf8.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// What it means; nil for what we cannot read.
  var format: PixelFormat? { Self.meanings[self] }

  /// Video for Linux, chapter 2, image formats. Every spelling of 8-bit grey on USB becomes GREY here.
  private static let meanings: [PixelCode: PixelFormat] = [
    PixelCode("GREY"): .gray8, PixelCode("Y16 "): .gray16, PixelCode("YUYV"): .yuy2,
    PixelCode("UYVY"): .uyvy, PixelCode("NV12"): .nv12, PixelCode("MJPG"): .mjpeg,
    PixelCode("JPEG"): .mjpeg,
  ]
}

extension PixelFormat {
  /// Bytes of a row, of NV12 one of Y; nil for JPEG, which has none.
  func rowBytes(width: Int) -> Int? {
    switch self {
    case .gray8, .nv12: width
    case .gray16: 2 * width
    case .yuy2, .uyvy: (width + 1) / 2 * 4
    case .mjpeg: nil
    }
  }
}
