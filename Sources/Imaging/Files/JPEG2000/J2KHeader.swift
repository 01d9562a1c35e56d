// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The headers of a JPEG 2000 codestream (ISO/IEC 15444-1 annex A), read to the end before OpenJPEG
/// sees any of it: it takes memory for what they announce long before it has seen their data.
struct J2KHeader {
  private enum Marker {
    static let start: UInt16 = 0xFF4F
    static let size: UInt16 = 0xFF51
    static let codingDefaults: UInt16 = 0xFF52
    static let codingOfComponent: UInt16 = 0xFF53
    static let tilePart: UInt16 = 0xFF90
    static let data: UInt16 = 0xFF93
    static let end: [UInt8] = [0xFF, 0xD9]
  }

  let size: J2KImageSize
  private var memory: J2KMemory
  private var tiles: Set<UInt16> = []

  /// Takes a whole codestream and what is accepted of it.
  ///
  /// Throws `damaged`, `truncated`, `too-large`, `bit-depth`, `colour-space`.
  init(reading codestream: ArraySlice<UInt8>, limits: ImageLimits) throws(ImageError) {
    var reader = ByteReader(codestream)
    size = try ImageError.damaged("JPEG 2000") { () throws(MalformedData) in
      try Self.readSize(&reader)
    }
    try size.check(limits)
    memory = J2KMemory(size, fileSize: codestream.count)
    let isComplete = try ImageError.damaged("JPEG 2000") { () throws(MalformedData) in
      try readTileParts(&reader)
    }
    guard isComplete else {
      throw ImageError(
        .truncated, "The JPEG 2000 data end before the last tile does. Fetch the file again.")
    }
    try memory.check(limits)
  }

  private static func readSize(_ reader: inout ByteReader) throws(MalformedData) -> J2KImageSize {
    try reader.expect([0xFF, 0x4F, 0xFF, 0x51], "a codestream that starts with its size")
    return try J2KImageSize(try content(&reader))
  }

  /// Reads the main header and each tile-part's; gives whether all tiles are there in full.
  private mutating func readTileParts(_ reader: inout ByteReader) throws(MalformedData) -> Bool {
    try readSegments(&reader, until: Marker.tilePart)
    repeat {
      guard try readTilePart(&reader) else { return false }
    } while try Self.skip(Marker.tilePart, &reader)
    return tiles.count == size.tileCount
  }

  /// Reads from behind the start marker of a tile-part to its end; false when that is not there.
  private mutating func readTilePart(_ reader: inout ByteReader) throws(MalformedData) -> Bool {
    let start = reader.offset - 2
    var content = try Self.content(&reader)
    let tile = try content.readUInt16("a tile number")
    let length = Int(try content.readUInt32("a tile-part length"))
    guard tile < size.tileCount else { throw reader.malformed("a tile of the image") }
    tiles.insert(tile)
    try readSegments(&reader, until: Marker.data)
    if length == 0 { return try Self.skipToEnd(&reader) }
    let rest = length - (reader.offset - start)
    guard rest <= reader.remaining else { return false }
    _ = try reader.readBytes(rest, "a tile-part longer than its header")
    return true
  }

  /// A tile-part of no given length goes up to the end marker, the last two bytes.
  private static func skipToEnd(_ reader: inout ByteReader) throws(MalformedData) -> Bool {
    let isEnded = reader.rest.suffix(2).elementsEqual(Marker.end)
    _ = try reader.readBytes(reader.remaining, "the last tile-part")
    return isEnded
  }

  /// Reads segments up to and with a marker; coding styles are noted, others are passed over.
  private mutating func readSegments(
    _ reader: inout ByteReader, until last: UInt16
  ) throws(MalformedData) {
    while try !Self.skip(last, &reader) {
      let marker = try reader.readUInt16("a marker")
      let content = try Self.content(&reader)
      switch marker {
      case Marker.codingDefaults: memory.note(try J2KCodingStyle(defaults: content))
      case Marker.codingOfComponent: memory.note(try J2KCodingStyle(component: content))
      case 0xFF50...0xFF6F: break
      default: throw reader.malformed("a marker of a JPEG 2000 header")
      }
    }
  }

  /// Reads past the marker when it is the next one.
  private static func skip(
    _ marker: UInt16, _ reader: inout ByteReader
  ) throws(MalformedData) -> Bool {
    guard reader.rest.starts(with: [UInt8(marker >> 8), UInt8(marker & 0xFF)]) else { return false }
    _ = try reader.readUInt16("a marker")
    return true
  }

  /// The content of a segment whose marker was read; its length counts its own two bytes.
  private static func content(_ reader: inout ByteReader) throws(MalformedData) -> ByteReader {
    let length = Int(try reader.readUInt16("a segment length"))
    return try reader.readPart(length - 2, "a segment")
  }
}

extension ImageError {
  /// Turns a broken rule of a format into the error of its file.
  static func damaged<Value>(
    _ format: String, _ read: () throws(MalformedData) -> Value
  ) throws(ImageError) -> Value {
    do throws(MalformedData) {
      return try read()
    } catch {
      throw ImageError(.damaged, "The \(format) data are broken \(error). Fetch the file again.")
    }
  }
}
