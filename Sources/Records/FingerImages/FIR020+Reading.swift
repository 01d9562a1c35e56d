// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Bytes

extension FingerImageRecord {
  /// Reads a record; nothing of an image is decoded but its own header.
  ///
  /// Throws `finger-image-too-large`, `malformed-finger-image`.
  public init(decoding bytes: [UInt8]) throws(FingerImageError) {
    guard bytes.count <= Self.maximumBytes else { throw .tooLarge }
    do throws(MalformedData) {
      var reader = ByteReader(bytes)
      try self.init(&reader)
    } catch {
      throw .malformed(error)
    }
  }

  private init(_ reader: inout ByteReader) throws(MalformedData) {
    let size = reader.remaining
    try reader.expect(FIR020.magic, "a record that starts with FIR and version 020")
    let length = try reader.readUInt32("record length")
    guard length == size else {
      throw reader.malformed("a length equal to the data's \(size) bytes, found \(length)", at: 8)
    }
    let count = Int(try reader.readUInt16("number of representations"))
    guard (1...Self.maximumViews).contains(count) else {
      throw reader.malformed("1 to \(Self.maximumViews) representations, found \(count)", at: 12)
    }
    let flag = try reader.readUInt8("certification flag")
    guard flag <= 1 else {
      throw reader.malformed("a certification flag of 0 or 1, found \(flag)", at: 14)
    }
    let positions = try reader.readUInt8("number of positions")
    views = []
    for _ in 0..<count {
      views.append(try FingerImageView(&reader, certified: flag == 1))
    }
    try reader.expectEnd(of: "the record after \(count) representations")
    let found = Set(views.map(\.positionCode)).count
    guard found == positions else {
      throw reader.malformed("\(found) distinct positions, found \(positions)", at: 15)
    }
  }
}

extension FingerImageView {
  fileprivate init(_ reader: inout ByteReader, certified: Bool) throws(MalformedData) {
    let start = reader.offset
    let length = try reader.readUInt32("representation length")
    guard length >= 4 else {
      throw reader.malformed("a representation length of 4 or more, found \(length)", at: start)
    }
    var part = try reader.readPart(Int(length) - 4, "a representation")
    let header = try RepresentationHeader(&part, certified: certified)
    try self.init(describing: &part)
    captured = header.moment
    equipment = header.equipment
    qualities = header.qualities
    certifications = header.certifications
    while part.remaining > 0 { blocks.append(try FingerImageBlock(&part)) }
  }

  /// Reads from the position to the end of the image.
  private init(describing part: inout ByteReader) throws(MalformedData) {
    let position = try part.readPosition()
    let number = try part.readUInt8("representation number")
    let unit = try part.readUInt8("scale units")
    guard unit == 1 || unit == 2 else {
      throw part.malformed("scale units of 1 (inch) or 2 (cm), found \(unit)")
    }
    let scanned = try part.readDensity("capture resolution", inch: unit == 1)
    let density = try part.readDensity("image resolution", inch: unit == 1)
    let depth = try part.readUInt8("bit depth")
    guard depth == 8 else { throw part.malformed("a bit depth of 8, found \(depth)") }
    let code = try part.readUInt8("compression")
    guard let compression = Self.compressionCodes[code] else {
      throw part.malformed("a compression of 0 or 2 to 6, found \(code)")
    }
    let impression = ImpressionType(rawValue: try part.readUInt8("impression type")) ?? .unknown
    let width = try part.readSide("image width")
    let height = try part.readSide("image height")
    let image = try part.readImage(compression, width: width, height: height, density)
    self.init(position: position, impression: impression, image: image)
    self.number = number
    captureResolution = scanned
  }
}

extension FingerImageBlock {
  fileprivate init(_ part: inout ByteReader) throws(MalformedData) {
    let start = part.offset
    let type = try part.readUInt16("extended data type")
    let length = Int(try part.readUInt16("extended data length"))
    guard length >= 4,
      let block = FingerImageBlock(
        type: type, content: Array(try part.readBytes(length - 4, "extended data")))
    else { throw part.malformed("an extended data length of 4 or more", at: start + 2) }
    self = block
  }
}

extension ByteReader {
  fileprivate mutating func readPosition() throws(MalformedData) -> FingerPosition {
    let start = offset
    let code = try readUInt8("finger position")
    guard FIR020.positions.contains(Int(code)), let position = FingerPosition(rawValue: code)
    else { throw malformed("a position of 0 to 10 or 13 to 15, found \(code)", at: start) }
    return position
  }

  /// Reads both densities, which must agree.
  fileprivate mutating func readDensity(
    _ what: String, inch: Bool
  ) throws(MalformedData) -> Resolution {
    let start = offset
    let (x, y) = (Double(try readUInt16(what)), Double(try readUInt16(what)))
    let density = Resolution(pixelsPerInch: inch ? x : x * 2.54)
    guard x == y, let density else {
      throw malformed("one \(what) of 50 to 5000 pixels per inch, found \(x) x \(y)", at: start)
    }
    return density
  }

  fileprivate mutating func readImage(
    _ compression: ImageCompression, width: Int, height: Int, _ density: Resolution
  ) throws(MalformedData) -> EncodedImage {
    let start = offset
    let length = Int(try readUInt32("image length"))
    let bytes = Array(try readBytes(length, "image"))
    let image =
      try? compression == .none
      ? EncodedImage(pixels: bytes, width: width, height: height, resolution: density)
      : EncodedImage(bytes, resolution: density)
    guard let image, image.compression == compression, image.width == width,
      image.height == height
    else {
      throw malformed(
        "a \(compression.rawValue) image of \(width)x\(height) pixels and 8-bit grey", at: start)
    }
    return image
  }
}
