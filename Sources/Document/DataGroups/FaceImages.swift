// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The faces of DG2, from records of ISO/IEC 19794-5:2005 or ISO/IEC 39794-5.
public enum FaceImages {
  /// Reads DG2, its tag included.
  ///
  /// Throws `document-malformed` where no face can be found.
  public static func all(in file: [UInt8]) throws(DocumentError) -> [ChipImage] {
    let templates = try BiometricTemplate.all(in: file, of: .dg2)
    return try DocumentError.explaining("reading the face of DG2") {
      try templates.flatMap { try images(in: $0.block) }
    }
  }

  private static func images(in block: [UInt8]) throws -> [ChipImage] {
    if block.starts(with: [0x46, 0x41, 0x43, 0]) { return try oldRecord(block) }
    guard let image = embedded(in: block[...], depth: 0) else {
      throw MalformedData(offset: 0, expected: "a face record with an image")
    }
    return [image]
  }

  /// ISO/IEC 19794-5:2005, clause 5: record header, then for each face its information (20 bytes), feature
  /// points (8 bytes each), image information (12 bytes) and the image, walked by their lengths.
  private static func oldRecord(_ block: [UInt8]) throws -> [ChipImage] {
    var reader = ByteReader(block)
    try reader.expect([0x46, 0x41, 0x43, 0], "format identifier")
    _ = try reader.readBytes(4, "version")
    _ = try reader.readUInt32("length of the record")
    let count = try reader.readUInt16("number of faces")
    return try (0..<min(count, 16)).map { _ in try face(&reader) }
  }

  private static func face(_ reader: inout ByteReader) throws -> ChipImage {
    let length = Int(try reader.readUInt32("length of a face"))
    guard length >= 4 else { throw reader.malformed("a face of more than 4 bytes") }
    // Some chips count more than there is: the image's own end decides.
    var face = try reader.readPart(min(length - 4, reader.remaining), "a face")
    let points = try face.readUInt16("number of feature points")
    _ = try face.readBytes(14 + 8 * Int(points), "facial information and feature points")
    _ = try face.readBytes(12, "image information")
    return ChipImage(face.rest)
  }

  /// ISO/IEC 39794-5 nests the image in ASN.1: the first value that starts as an image does is it.
  private static func embedded(in bytes: ArraySlice<UInt8>, depth: Int) -> ChipImage? {
    // Its own nesting is 6 deep.
    guard depth < 16 else { return nil }
    var reader = ByteReader(bytes)
    guard let elements = try? reader.readTLVs("a face record") else { return nil }
    for element in elements {
      if ChipImage.Kind(of: element.content) != .unknown { return ChipImage(element.content) }
      guard element.isConstructed else { continue }
      if let found = embedded(in: element.content, depth: depth + 1) { return found }
    }
    return nil
  }
}

/// The images of DG5 (portrait as printed, tag 5F40) and DG7 (signature or mark, tag 5F43).
public enum DisplayedImages {
  /// Reads DG5 or DG7, its tag included. Throws `document-malformed`.
  public static func all(in file: [UInt8], of group: DataGroup) throws(DocumentError) -> [ChipImage]
  {
    try DocumentError.explaining("reading \(group.name)") {
      try DER.element(file, group.tag, group.name).children()
        .filter { $0.tag == 0x5f40 || $0.tag == 0x5f43 }.map { ChipImage($0.content) }
    }
  }
}
