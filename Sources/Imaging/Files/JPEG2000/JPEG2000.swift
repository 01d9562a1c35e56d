// SPDX-License-Identifier: Apache-2.0

internal import CImageCodecs

/// JPEG 2000 in its file format JP2 (ISO/IEC 15444-1 annex I), which carries a resolution.
enum JP2: ImageCodec {
  static let fileEndings = ["jp2"]

  static func recognizes(_ bytes: [UInt8]) -> Bool { bytes.starts(with: JP2Container.signature) }

  static func decode(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> GrayImage {
    let container = try JP2Container(reading: bytes)
    let image = try J2K.decode(
      container.codestream, limits: limits, channels: container.header.channels)
    return image.with(resolution: try container.header.resolution())
  }

  static func encode(
    _ image: GrayImage, options: EncodingOptions
  ) throws(ImageError) -> [UInt8] {
    JP2Container.write(try J2K.encode(image, options: options), of: image)
  }
}

/// The bare JPEG 2000 codestream (ISO/IEC 15444-1 annex A), which carries no resolution.
enum J2K: ImageCodec {
  static let fileEndings = ["j2k", "j2c", "jpc"]

  /// Compressed bits per pixel that may be asked for: below, no ridge is left; 8 is no compression.
  private static let rates = 0.1...8.0

  static func recognizes(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0x4F, 0xFF, 0x51])
  }

  static func decode(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> GrayImage {
    try decode(bytes[...], limits: limits) { count throws(ImageError) in
      try J2KChannels(usualFor: count)
    }
  }

  /// Takes a function that tells, from the number of components, what each is for.
  static func decode(
    _ codestream: ArraySlice<UInt8>, limits: ImageLimits,
    channels: (Int) throws(ImageError) -> J2KChannels
  ) throws(ImageError) -> GrayImage {
    let header = try J2KHeader(reading: codestream, limits: limits)
    let channels = codec_channels(try channels(header.size.componentCount))
    return try CodecBridge.decode(Array(codestream), limits: limits, format: "JPEG 2000") {
      codec_j2k_decode($0, $1, $2, channels, $3, $4)
    }
  }

  static func encode(
    _ image: GrayImage, options: EncodingOptions
  ) throws(ImageError) -> [UInt8] {
    if let rate = options.bitsPerPixel, !rates.contains(rate) {
      throw ImageError(
        .badOption,
        "JPEG 2000 at \(rate) bits per pixel is not possible; choose \(rates.lowerBound) to"
          + " \(rates.upperBound), or none for lossless.")
    }
    let ratio = options.bitsPerPixel.map { 8 / $0 } ?? 0
    return try CodecBridge.encode(image.pixels, format: "JPEG 2000") { pixels, out, failure in
      codec_j2k_encode(pixels, UInt32(image.width), UInt32(image.height), ratio, out, failure)
    }
  }
}

/// What the components of a JPEG 2000 image are for.
struct J2KChannels {
  /// The first so many make the colour: 1 is grey or luma, 3 are RGB.
  let colours: Int
  /// The component that is the opacity of the image.
  let alpha: Int?

  init(colours: Int, alpha: Int?) {
    self.colours = colours
    self.alpha = alpha
  }

  /// Where nothing says more, one component is grey and three are RGB; throws `colour-space` for
  /// other numbers.
  init(usualFor componentCount: Int, alpha: Int? = nil) throws(ImageError) {
    colours = componentCount - (alpha == nil ? 0 : 1)
    self.alpha = alpha
    guard colours == 1 || colours == 3 else {
      throw ImageError(
        .colourSpace,
        "The JPEG 2000 image has \(componentCount) components and nothing says what they mean."
          + " Convert it to grey or RGB first.")
    }
  }
}

extension codec_channels {
  init(_ channels: J2KChannels) {
    self.init(
      colours: UInt32(channels.colours), alpha: UInt32(channels.alpha ?? Int(CODEC_NO_ALPHA)))
  }
}
