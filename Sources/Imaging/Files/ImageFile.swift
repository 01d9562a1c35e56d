// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Image files in and out, whatever their format.
public enum ImageFile {
  /// Decodes a whole file, its format known by its first bytes.
  ///
  /// Colour becomes luma, 16 bits become 8, transparency shows white paper. The resolution is the
  /// file's own; nil where it does not say.
  /// Throws `unsupported-format`, `truncated`, `damaged`, `too-large`, `colour-space`, `bit-depth`,
  /// `non-square-pixels`.
  public static func decode(
    _ bytes: [UInt8], limits: ImageLimits = .standard
  ) throws(ImageError) -> GrayImage {
    guard bytes.count <= limits.fileSize else {
      throw tooManyBytes(bytes.count, limits)
    }
    guard let format = ImageFormat(content: bytes) else {
      throw ImageError(
        .unsupportedFormat,
        "The image's first bytes are of no known format; use \(knownFormats).")
    }
    return try format.codec.decode(bytes, limits: limits)
  }

  /// Encodes an image as a whole file, with its resolution where the format can carry it.
  public static func encode(
    _ image: GrayImage, as format: ImageFormat, options: EncodingOptions = EncodingOptions()
  ) throws(ImageError) -> [UInt8] {
    try format.codec.encode(image, options: options)
  }

  /// Reads and decodes a file; its size is looked at before it is read.
  ///
  /// A resolution given here counts instead of the file's. Throws what `decode` throws, and
  /// `unreadable-file`.
  public static func read(
    path: String, resolution: Resolution? = nil, limits: ImageLimits = .standard
  ) throws(ImageError) -> GrayImage {
    let image = try decode(try FileBytes.read(path: path, limit: limits.fileSize), limits: limits)
    return resolution == nil ? image : image.with(resolution: resolution)
  }

  /// Writes an image in the format that the path's ending names.
  ///
  /// The file appears whole or not at all. Throws `unsupported-format`, `bad-option`,
  /// `unwritable-file`.
  public static func write(
    _ image: GrayImage, path: String, options: EncodingOptions = EncodingOptions()
  ) throws(ImageError) {
    guard let format = ImageFormat(path: path) else {
      throw ImageError(
        .unsupportedFormat,
        "The ending of \(path) names no known image format; use \(knownFormats).")
    }
    try FileBytes.write(try encode(image, as: format, options: options), path: path)
  }

  static func tooManyBytes(_ count: Int, _ limits: ImageLimits) -> ImageError {
    ImageError(
      .tooLarge,
      "The image file has \(count) bytes, more than the \(limits.fileSize) that are accepted.")
  }

  private static var knownFormats: String {
    ImageFormat.allCases.map { ".\($0.fileEndings[0])" }.joined(separator: ", ")
  }
}
