// SPDX-License-Identifier: Apache-2.0

public import Biometrics
internal import Bytes

/// The stored form of a template, version 1. All numbers are big-endian.
///
///     0   4  "SFPT"
///     4   1  version, 1
///     5   1  level: 1 minutiae, 2 and orientation field, 3 and ridge map
///     6   2  0
///     8   4  length of the whole in bytes
///     12  2  image width in pixels       14  2  image height
///     16  8  pixels per inch, IEEE 754 binary64
///     24  1  finger position             25  1  impression type
///     26  1  quality 0...100, 255 = none 27  1  minutiae, n
///     28  8n minutiae: x and y in quarter pixels (2 + 2), angle in 65536ths of a turn
///            counter-clockwise (2), kind (1), quality (1)
///            level 2: angles, then confidences, of ceil(width/16) x ceil(height/16) blocks
///            level 3: rows of ceil(width/2) ridge bits, then rows of cell bits, each row padded
///            to whole bytes, the lowest bit leftmost
///     -4  4  CRC-32 (ISO 3309) of everything before
///
/// It shows the finger: protect it like the image. It never enters an interchange record.
extension FingerprintTemplate {
  private static let magic: [UInt8] = Array("SFPT".utf8)
  private static let version: UInt8 = 1
  /// Longest form that is read: the maps of 16383 x 16383 pixels need 11 million bytes.
  public static let maximumBytes = 1 << 24

  /// Whether these bytes start like the stored form.
  public static func isEncoded(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  /// The stored form; places are rounded to quarter pixels, which comparison does as well.
  public func encoded() -> [UInt8] {
    var body = ByteWriter()
    writeHeader(&body)
    for minutia in minutiae.minutiae { write(minutia, &body) }
    if let orientation {
      body.write(orientation.angles)
      body.write(orientation.confidence)
    }
    if let ridges {
      body.write(Self.bytes(ridges.ridges, width: ridges.columns))
      body.write(Self.bytes(ridges.foreground, width: RidgeMap.cells(along: ridges.columns)))
    }
    var whole = ByteWriter()
    whole.write(Self.magic + [Self.version, UInt8(level.rawValue), 0, 0])
    whole.write(UInt32(body.bytes.count + 16))
    whole.write(body.bytes)
    whole.write(CRC32.checksum(whole.bytes))
    return whole.bytes
  }

  private func writeHeader(_ body: inout ByteWriter) {
    body.write(UInt16(minutiae.width))
    body.write(UInt16(minutiae.height))
    let bits = minutiae.resolution.pixelsPerInch.bitPattern
    body.write(UInt32(bits >> 32))
    body.write(UInt32(truncatingIfNeeded: bits))
    body.write(minutiae.position.rawValue)
    body.write(minutiae.impression.rawValue)
    body.write(minutiae.quality ?? 255)
    body.write(UInt8(minutiae.minutiae.count))
  }

  private func write(_ m: Minutia, _ body: inout ByteWriter) {
    body.write(UInt16(min(Float(4 * minutiae.width - 1), (m.x * 4).rounded())))
    body.write(UInt16(min(Float(4 * minutiae.height - 1), (m.y * 4).rounded())))
    body.write(UInt16(truncatingIfNeeded: Int((m.angle * 65536 / 360).rounded())))
    body.write(m.kind.rawValue)
    body.write(m.quality)
  }

  /// Reads the stored form. Throws `malformed-fingerprint-template`.
  public init(decoding bytes: [UInt8]) throws(FingerprintTemplateError) {
    do throws(MalformedData) {
      guard bytes.count <= Self.maximumBytes else {
        throw MalformedData(offset: Self.maximumBytes, expected: "the end of the template")
      }
      self = try Self.decode(bytes)
    } catch {
      throw FingerprintTemplateError(offset: error.offset, expected: error.expected)
    }
  }

  private static func decode(_ bytes: [UInt8]) throws(MalformedData) -> FingerprintTemplate {
    var reader = ByteReader(bytes)
    try reader.expect(magic, "the mark SFPT")
    try reader.expect([version], "version 1")
    let content = Int(try reader.readUInt8("level"))
    guard let level = ComparisonLevel(rawValue: content) else {
      throw reader.malformed("level 1, 2 or 3")
    }
    try reader.expect([0, 0], "two zero bytes")
    guard Int(try reader.readUInt32("length")) == bytes.count, bytes.count >= 16 else {
      throw reader.malformed("the length of the whole")
    }
    let end = bytes.count - 4
    var tail = ByteReader(bytes[end...])
    guard try tail.readUInt32("checksum") == CRC32.checksum(bytes[..<end]) else {
      throw reader.malformed("a checksum that fits", at: end)
    }
    var body = try reader.readPart(end - reader.offset, "body")
    let minutiae = try readMinutiae(&body)
    let orientation = level >= .orientation ? try readOrientation(&body, minutiae) : nil
    let ridges = level >= .ridges ? try readRidges(&body, minutiae) : nil
    try body.expectEnd(of: "the template")
    guard
      let template = FingerprintTemplate(
        minutiae: minutiae, orientation: orientation, ridges: ridges)
    else { throw body.malformed("maps at 500 ppi") }
    return template
  }

  private static func readMinutiae(
    _ body: inout ByteReader
  ) throws(MalformedData) -> MinutiaeTemplate {
    let width = Int(try body.readUInt16("width"))
    let height = Int(try body.readUInt16("height"))
    let high = UInt64(try body.readUInt32("resolution"))
    let low = UInt64(try body.readUInt32("resolution"))
    let density = Double(bitPattern: high << 32 | low)
    guard let resolution = Resolution(pixelsPerInch: density) else {
      throw body.malformed("50 to 5000 pixels per inch")
    }
    guard let position = FingerPosition(rawValue: try body.readUInt8("finger position")) else {
      throw body.malformed("a finger position")
    }
    guard let impression = ImpressionType(rawValue: try body.readUInt8("impression type")) else {
      throw body.malformed("an impression type")
    }
    let quality = try body.readUInt8("quality")
    guard quality <= 100 || quality == 255 else { throw body.malformed("quality 0 to 100 or 255") }
    let count = Int(try body.readUInt8("number of minutiae"))
    var minutiae: [Minutia] = []
    for _ in 0..<count { minutiae.append(try readMinutia(&body)) }
    guard
      let template = MinutiaeTemplate(
        width: width, height: height, resolution: resolution, position: position,
        impression: impression, quality: quality == 255 ? nil : quality, minutiae: minutiae)
    else { throw body.malformed("minutiae inside an image of 1 to 16383 pixels a side") }
    return template
  }

  private static func readMinutia(_ body: inout ByteReader) throws(MalformedData) -> Minutia {
    let x = Float(try body.readUInt16("x")) / 4
    let y = Float(try body.readUInt16("y")) / 4
    let angle = Float(try body.readUInt16("angle")) * 360 / 65536
    guard let kind = Minutia.Kind(rawValue: try body.readUInt8("kind")) else {
      throw body.malformed("kind 0, 1 or 2")
    }
    let quality = try body.readUInt8("minutia quality")
    guard quality <= 100 else { throw body.malformed("minutia quality 0 to 100") }
    return Minutia(x: x, y: y, angle: angle, kind: kind, quality: quality)
  }

  private static func readOrientation(
    _ body: inout ByteReader, _ minutiae: MinutiaeTemplate
  ) throws(MalformedData) -> OrientationField {
    let columns = OrientationField.blocks(along: minutiae.width)
    let rows = OrientationField.blocks(along: minutiae.height)
    let angles = try body.readBytes(columns * rows, "orientation angles")
    let confidence = try body.readBytes(columns * rows, "orientation confidences")
    guard
      let field = OrientationField(
        columns: columns, rows: rows, angles: Array(angles), confidence: Array(confidence))
    else { throw body.malformed("an orientation field") }
    return field
  }

  private static func readRidges(
    _ body: inout ByteReader, _ minutiae: MinutiaeTemplate
  ) throws(MalformedData) -> RidgeMap {
    let columns = RidgeMap.samples(along: minutiae.width)
    let rows = RidgeMap.samples(along: minutiae.height)
    let cells = RidgeMap.cells(along: columns)
    let ridges = try readBits(&body, cellsOrSamples: columns, rows: rows)
    let foreground = try readBits(&body, cellsOrSamples: cells, rows: RidgeMap.cells(along: rows))
    guard
      let map = RidgeMap(columns: columns, rows: rows, ridges: ridges, foreground: foreground)
    else { throw body.malformed("a ridge map") }
    return map
  }

  private static func readBits(
    _ body: inout ByteReader, cellsOrSamples width: Int, rows: Int
  ) throws(MalformedData) -> [UInt64] {
    let pitch = (width + 7) / 8
    let words = RidgeMap.words(along: width)
    let bytes = try body.readBytes(pitch * rows, "bit rows")
    var plane = [UInt64](repeating: 0, count: words * rows)
    for (k, byte) in bytes.enumerated() {
      let column = k % pitch
      plane[k / pitch * words + column / 8] |= UInt64(byte) << UInt64(column % 8 * 8)
    }
    return plane
  }

  private static func bytes(_ plane: [UInt64], width: Int) -> [UInt8] {
    let words = RidgeMap.words(along: width)
    let pitch = (width + 7) / 8
    return (0..<plane.count / words).flatMap { row in
      (0..<pitch).map { column in
        UInt8(truncatingIfNeeded: plane[row * words + column / 8] >> UInt64(column % 8 * 8))
      }
    }
  }
}

/// Bytes that are not a stored template.
public struct FingerprintTemplateError: ExplainedError, Hashable {
  /// Place in the bytes where a rule is broken.
  public let offset: Int
  /// What should be there.
  public let expected: String

  /// Stable identifier.
  public var code: String { "malformed-fingerprint-template" }
  /// What was found and what to do.
  public var message: String {
    "Reading a fingerprint template: at byte \(offset) expected \(expected). "
      + "The file is damaged or of another program; make it again from the image."
  }
}
