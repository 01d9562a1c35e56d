// SPDX-License-Identifier: Apache-2.0

/// Colour pictures out: portraits. Everything else of the library is grey.
public enum ColourFile {
  /// Writes three bytes a pixel (red, green, blue), row by row, as a PNG file.
  ///
  /// The file appears whole or not at all. Throws `bad-option` when the bytes are not width times
  /// height times 3, and `unwritable-file`.
  public static func write(
    width: Int, height: Int, rgb: [UInt8], path: String
  ) throws(ImageError) {
    try FileBytes.write(try encode(width: width, height: height, rgb: rgb), path: path)
  }

  /// The bytes of such a file. Throws `bad-option` as `write`.
  public static func encode(width: Int, height: Int, rgb: [UInt8]) throws(ImageError) -> [UInt8] {
    try PNG.encode(width: width, height: height, rgb: rgb)
  }
}
