// SPDX-License-Identifier: Apache-2.0

/// What a decoder accepts; a file beyond a limit is refused before memory is taken for it.
public struct ImageLimits: Sendable, Hashable {
  /// Pixels of the whole image.
  public var pixels: Int
  /// Pixels of the longer side, at most `GrayImage.maximumSide`.
  public var side: Int
  /// Bytes of the file.
  public var fileSize: Int
  /// Bytes a decoder may take for its work, the pixels included.
  public var memory: Int

  /// Takes the four limits; they are held to 0 or more and to the longest side an image may have.
  public init(pixels: Int, side: Int, fileSize: Int, memory: Int) {
    self.pixels = max(0, pixels)
    self.side = min(max(0, side), GrayImage.maximumSide)
    self.fileSize = max(0, fileSize)
    self.memory = max(0, memory)
  }

  /// Accepts every finger, slap, palm and portrait image in use.
  ///
  /// 16 Mpx is the 4000x4000 of a 1000 ppi four-finger slap; 64 MiB hold it uncompressed with three
  /// 8-bit colours; 512 MiB hold the four 32-bit planes with which JPEG 2000 is decoded, twice.
  public static let standard = ImageLimits(
    pixels: 16_777_216, side: GrayImage.maximumSide, fileSize: 64 << 20, memory: 512 << 20)
}
