// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The iris images of DG4, from records of ISO/IEC 19794-6:2005.
public enum IrisImages {
  /// Most images of one eye that are read.
  private static let most: UInt16 = 4

  /// Reads one biometric data block; a block in another format has no images.
  ///
  /// Throws `document-malformed`.
  public static func all(in block: [UInt8]) throws(DocumentError) -> [ChipImage] {
    guard block.starts(with: [0x49, 0x49, 0x52, 0]) else { return [] }
    return try DocumentError.explaining("reading the irises of DG4") { try eyes(block) }
  }

  /// Clause 6: a header of 45 bytes, then for each eye its name, a count, and its images.
  private static func eyes(_ block: [UInt8]) throws -> [ChipImage] {
    var reader = ByteReader(block)
    _ = try reader.readBytes(8, "format identifier and version")
    _ = try reader.readBytes(6, "length of the record and capture device")
    let count = try reader.readUInt8("number of eyes")
    _ = try reader.readBytes(30, "properties, sizes and device")
    return try (0..<min(count, 2)).flatMap { _ in try images(&reader) }
  }

  private static func images(_ reader: inout ByteReader) throws -> [ChipImage] {
    _ = try reader.readUInt8("which eye")
    let count = try reader.readUInt16("number of images")
    return try (0..<min(count, most)).map { _ in
      _ = try reader.readBytes(7, "number, quality and rotation of an image")
      let length = Int(try reader.readUInt32("length of an image"))
      return ChipImage(try reader.readBytes(min(length, reader.remaining), "an iris image"))
    }
  }
}
