// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The image and tile size segment, SIZ, of a JPEG 2000 codestream (ISO/IEC 15444-1 A.5.1).
struct J2KImageSize {
  /// Components a biometric image can have: colour and opacity.
  static let mostComponents = 4
  /// Bits a sample, the most that is converted to grey.
  static let mostBits = 16
  /// 4000x4000 pixels in tiles of 64x64 have 3969.
  static let mostTiles = 4096

  let width: Int
  let height: Int
  /// Of the largest tile, cut to the image.
  let tileWidth: Int
  let tileHeight: Int
  let tileCount: Int
  let componentCount: Int
  /// Of the deepest component.
  let bits: Int

  init(_ content: ByteReader) throws(MalformedData) {
    var reader = content
    _ = try reader.readUInt16("the capabilities")
    let end = try Self.pair(&reader, "the image size")
    let start = try Self.pair(&reader, "the image offset")
    let tile = try Self.pair(&reader, "the tile size")
    let tileStart = try Self.pair(&reader, "the tile offset")
    guard start.x < end.x, start.y < end.y, tile.x > 0, tile.y > 0,
      tileStart.x <= start.x, tileStart.y <= start.y,
      start.x < tileStart.x + tile.x, start.y < tileStart.y + tile.y
    else { throw reader.malformed("an image and tiles that cover it", at: content.offset) }
    width = end.x - start.x
    height = end.y - start.y
    tileWidth = min(tile.x, width)
    tileHeight = min(tile.y, height)
    let across = (end.x - tileStart.x + tile.x - 1) / tile.x
    let (count, huge) = across.multipliedReportingOverflow(
      by: (end.y - tileStart.y + tile.y - 1) / tile.y)
    tileCount = huge ? .max : count
    componentCount = Int(try reader.readUInt16("the number of components"))
    bits = try Self.deepest(&reader, componentCount)
  }

  private static func pair(
    _ reader: inout ByteReader, _ what: String
  ) throws(MalformedData) -> (x: Int, y: Int) {
    (Int(try reader.readUInt32(what)), Int(try reader.readUInt32(what)))
  }

  /// Reads depth and sampling steps of each component; a step of 0 would divide by it.
  private static func deepest(
    _ reader: inout ByteReader, _ count: Int
  ) throws(MalformedData) -> Int {
    var deepest = 0
    for _ in 0..<count {
      deepest = max(deepest, Int(try reader.readUInt8("a depth") & 0x7F) + 1)
      let steps = try reader.readBytes(2, "sampling steps")
      guard !steps.contains(0) else { throw reader.malformed("a sampling step above 0") }
    }
    guard count > 0 else { throw reader.malformed("at least one component") }
    return deepest
  }

  /// Throws `too-large`, `colour-space` or `bit-depth` for what is not decoded here.
  func check(_ limits: ImageLimits) throws(ImageError) {
    let (pixels, huge) = width.multipliedReportingOverflow(by: height)
    guard max(width, height) <= limits.side, !huge, pixels <= limits.pixels else {
      throw ImageError.tooManyPixels(width, height, limits, format: "JPEG 2000")
    }
    guard tileCount <= Self.mostTiles else {
      throw ImageError(
        .tooLarge,
        "The JPEG 2000 image has \(tileCount) tiles, more than the \(Self.mostTiles) that are"
          + " accepted. Write it anew with larger tiles.")
    }
    guard componentCount <= Self.mostComponents else {
      throw ImageError(
        .colourSpace,
        "The JPEG 2000 image has \(componentCount) components. Convert it to grey or RGB first.")
    }
    guard bits <= Self.mostBits else {
      throw ImageError(
        .bitDepth, "The JPEG 2000 image has \(bits) bits a sample. Convert it to 8 or 16 first.")
    }
  }
}
