// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The finger images of DG3, from records of ISO/IEC 19794-4:2005.
public enum FingerImages {
  /// Reads one biometric data block; a block in another format has no images.
  ///
  /// Throws `document-malformed`.
  public static func all(in block: [UInt8]) throws(DocumentError) -> [ChipImage] {
    guard block.starts(with: [0x46, 0x49, 0x52, 0]) else { return [] }
    return try DocumentError.explaining("reading the fingers of DG3") { try views(block) }
  }

  /// Clause 7: a header of 32 bytes, then views of 14 bytes of header and an image each.
  private static func views(_ block: [UInt8]) throws -> [ChipImage] {
    var reader = ByteReader(block)
    _ = try reader.readBytes(8, "format identifier and version")
    _ = try reader.readBytes(6, "length of the record")
    _ = try reader.readBytes(4, "capture device and acquisition level")
    let count = try reader.readUInt8("number of fingers")
    _ = try reader.readBytes(13, "scales, depth and compression")
    return try (0..<min(count, 16)).map { _ in try view(&reader) }
  }

  private static func view(_ reader: inout ByteReader) throws -> ChipImage {
    let length = Int(try reader.readUInt32("length of a finger"))
    guard length > 14 else { throw reader.malformed("a finger of more than 14 bytes") }
    // As with faces, some chips count more than there is.
    var view = try reader.readPart(min(length - 4, reader.remaining), "a finger")
    _ = try view.readBytes(10, "position, quality, impression and size")
    return ChipImage(view.rest)
  }
}
