// SPDX-License-Identifier: Apache-2.0

import CZBar
public import Imaging

/// QR codes (ISO/IEC 18004) in images, found and decoded by libzbar.
///
/// A target of its own, so that only programs that look for codes link zbar and what it brings along.
public enum QRCode {
  /// Longest side of an image that is looked through; a card's code is some 60 modules wide, and larger
  /// pictures take time without finding more.
  public static let maximumSide = 4096

  /// The bytes of each code in an image, in the order of discovery; empty where there is none.
  ///
  /// Throws `too-large` for an image with a side of more than `maximumSide` pixels, `no-memory`.
  public static func all(in image: GrayImage) throws(ImageError) -> [[UInt8]] {
    guard max(image.width, image.height) <= maximumSide else {
      throw ImageError(
        .tooLarge,
        "A code is looked for in images of at most \(maximumSide) pixels a side: make it smaller.")
    }
    guard let scanner = Scanner() else {
      throw ImageError(.noMemory, "Looking for a QR code: there is no memory left.")
    }
    return scanner.codes(in: image)
  }
}

/// zbar's scanner, for QR codes only; frees itself.
private struct Scanner: ~Copyable {
  private let pointer: OpaquePointer

  init?() {
    guard let pointer = zbar_image_scanner_create() else { return nil }
    self.pointer = pointer
    zbar_image_scanner_set_config(pointer, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
    zbar_image_scanner_set_config(pointer, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
    // Without this zbar guesses a character set, and takes some UTF-8 for another one.
    zbar_image_scanner_set_config(pointer, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1)
  }

  deinit { zbar_image_scanner_destroy(pointer) }

  func codes(in picture: GrayImage) -> [[UInt8]] {
    guard let image = zbar_image_create() else { return [] }
    defer { zbar_image_destroy(image) }
    zbar_image_set_format(image, Self.greyFormat)
    zbar_image_set_size(image, UInt32(picture.width), UInt32(picture.height))
    return picture.pixels.withUnsafeBytes { pixels in
      zbar_image_set_data(image, pixels.baseAddress, UInt(pixels.count), nil)
      guard zbar_scan_image(pointer, image) > 0 else { return [] }
      return Self.contents(image)
    }
  }

  private static func contents(_ image: OpaquePointer) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var symbol = zbar_image_first_symbol(image)
    while let current = symbol, found.count < most {
      if let data = zbar_symbol_get_data(current) {
        let count = Int(zbar_symbol_get_data_length(current))
        found.append(
          UnsafeBufferPointer(start: data, count: count).map { UInt8(bitPattern: $0) })
      }
      symbol = zbar_symbol_next(current)
    }
    return found
  }

  /// Most codes given from one image.
  private static let most = 16

  /// `Y800`: one byte a pixel.
  private static let greyFormat: UInt = 0x3030_3859
}
