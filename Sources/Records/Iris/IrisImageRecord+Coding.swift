// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Bytes

extension IrisImageRecord {
  private static let magic = Array("IIR\0020\0".utf8)
  private static let headerBytes = 16
  /// Bytes of a representation without scores and picture.
  private static let fixedBytes = 52
  /// The properties byte: upright, not mirrored, all lines at once, never compressed with loss before.
  private static let properties: UInt8 = 0b0101_0101
  private static let unknown = UInt16.max

  /// The record's bytes.
  public func encoded() -> [UInt8] {
    var body = ByteWriter()
    for (index, picture) in representations.enumerated() {
      Self.write(picture, number: index + 1, to: &body)
    }
    var writer = ByteWriter()
    writer.write(Self.magic)
    writer.write(UInt32(body.bytes.count + Self.headerBytes))
    writer.write(UInt16(representations.count))
    writer.write(UInt8(0))  // no certification
    let known = Set(representations.map(\.label)).subtracting([.unknown])
    writer.write(UInt8(known.count))
    writer.write(body.bytes)
    return writer.bytes
  }

  private static func write(
    _ picture: Representation, number: Int, to writer: inout ByteWriter
  ) {
    writer.write(UInt32(fixedBytes + 5 * picture.qualities.count + picture.data.count))
    let header = RepresentationHeader(
      moment: picture.captured, equipment: picture.equipment, qualities: picture.qualities,
      certifications: [])
    header.write(certified: false, to: &writer)
    writer.write(UInt16(number))
    writer.write(picture.label.rawValue)
    writer.write(picture.kind.rawValue)
    writer.write(picture.format.rawValue)
    writer.write(properties)
    writer.write(UInt16(picture.width))
    writer.write(UInt16(picture.height))
    writer.write(UInt8(picture.depth))
    writer.write(unknown)  // range
    writer.write(unknown)  // roll angle
    writer.write(unknown)  // its uncertainty
    let limbus = picture.limbus
    let place = [limbus?.centre.x, limbus?.centre.y, limbus.map { 2 * $0.radius }]
    for value in place {
      // Smallest and largest: one measurement gives one value.
      for _ in 0..<2 { writer.write(UInt16(value ?? 0)) }
    }
    writer.write(UInt32(picture.data.count))
    writer.write(picture.data)
  }

  /// Reads a record. Throws `malformed-iris-record`.
  public init(decoding bytes: [UInt8]) throws(IrisRecordError) {
    do throws(MalformedData) {
      var reader = ByteReader(bytes)
      self = try Self.read(&reader)
    } catch {
      throw IrisRecordError(offset: error.offset, expected: error.expected)
    }
  }

  private static func read(_ reader: inout ByteReader) throws(MalformedData) -> IrisImageRecord {
    let size = reader.remaining
    try reader.expect(magic, "a record that starts with IIR and version 020")
    guard size <= maximumBytes, try reader.readUInt32("record length") == size else {
      throw reader.malformed("the length of the whole, \(maximumBytes) bytes at most")
    }
    let count = Int(try reader.readUInt16("number of representations"))
    guard (1...maximumRepresentations).contains(count) else {
      throw reader.malformed("1 to \(maximumRepresentations) representations, found \(count)")
    }
    _ = try reader.readUInt8("certification flag")
    _ = try reader.readUInt8("number of eyes")
    var pictures: [Representation] = []
    for _ in 0..<count { pictures.append(try readPicture(&reader)) }
    try reader.expectEnd(of: "the record")
    guard let record = IrisImageRecord(pictures) else {
      throw reader.malformed("pictures whose sizes fit their data")
    }
    return record
  }

  private static func readPicture(
    _ reader: inout ByteReader
  ) throws(MalformedData) -> Representation {
    let length = Int(try reader.readUInt32("representation length"))
    var part = try reader.readPart(length - 4, "a representation")
    let header = try RepresentationHeader(&part, certified: false)
    _ = try part.readUInt16("representation number")
    var picture = try readImage(&part)
    picture.captured = header.moment
    picture.equipment = header.equipment
    picture.qualities = header.qualities
    try part.expectEnd(of: "the representation")
    return picture
  }

  private static func readImage(_ part: inout ByteReader) throws(MalformedData) -> Representation {
    guard let label = EyeLabel(rawValue: try part.readUInt8("eye")) else {
      throw part.malformed("an eye of 0, 1 or 2")
    }
    guard let kind = IrisImageKind(rawValue: try part.readUInt8("kind")) else {
      throw part.malformed("a kind of 1, 2, 3 or 7")
    }
    guard let format = Format(rawValue: try part.readUInt8("format")) else {
      throw part.malformed("a format of grey pixels, JPEG 2000 or PNG")
    }
    _ = try part.readUInt8("properties")
    let width = Int(try part.readUInt16("width"))
    let height = Int(try part.readUInt16("height"))
    let depth = Int(try part.readUInt8("depth"))
    for name in ["range", "roll angle", "uncertainty"] { _ = try part.readUInt16(name) }
    var place: [Int] = []
    for name in ["x", "x", "y", "y", "diameter", "diameter"] {
      place.append(Int(try part.readUInt16(name)))
    }
    let count = Int(try part.readUInt32("data length"))
    let data = try part.readBytes(count, "the picture")
    var picture = Representation(
      kind: kind, width: width, height: height, depth: depth, format: format, data: Array(data))
    picture.label = label
    if place[4] > 1 {
      let centre = EyeOutline.Point(
        x: (place[0] + place[1]) / 2, y: (place[2] + place[3]) / 2)
      picture.limbus = EyeOutline.Circle(centre: centre, radius: (place[4] + place[5]) / 4)
    }
    return picture
  }
}

/// Bytes that are no iris image record.
public struct IrisRecordError: ExplainedError, Hashable {
  /// Place in the bytes where a rule is broken.
  public let offset: Int
  /// What should be there.
  public let expected: String

  /// Stable identifier.
  public var code: String { "malformed-iris-record" }
  /// What was found and what to do.
  public var message: String {
    "Reading an iris image record (ISO/IEC 19794-6): at byte \(offset) expected \(expected). "
      + "Ask its maker for a new copy."
  }
}
