// SPDX-License-Identifier: Apache-2.0

import Bytes

/// What the first bytes of a compressed image say about it. Nothing is decoded.
struct ImageHeader: Sendable, Hashable {
  enum Format: Sendable, Hashable {
    case png, wsq, jpeg, losslessJPEG
    /// A JP2 file; reversible is the 5-3 transform of its codestream.
    case jp2(reversible: Bool)
    /// A JPEG 2000 codestream without the file format around it.
    case codestream
  }

  let format: Format
  let width: Int
  let height: Int
  /// Bits of one sample.
  let depth: Int
  /// Samples of one pixel.
  let components: Int

  /// Reads the header of a PNG, WSQ, JPEG or JPEG 2000 image; nil when the bytes are of none.
  ///
  /// Throws `MalformedData` when they begin like one of them and go on otherwise.
  init?(_ bytes: ArraySlice<UInt8>) throws(MalformedData) {
    var reader = ByteReader(bytes)
    if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
      try self.init(png: &reader)
    } else if bytes.starts(with: [0xff, 0xa0]) {
      try self.init(wsq: &reader)
    } else if bytes.starts(with: [0xff, 0xd8, 0xff]) {
      try self.init(jpeg: &reader)
    } else if bytes.starts(with: [0xff, 0x4f, 0xff, 0x51]) {
      try self.init(codestream: &reader)
    } else if bytes.dropFirst(4).starts(with: Array("jP  ".utf8)) {
      try self.init(jp2: &reader)
    } else {
      return nil
    }
  }

  private init(_ format: Format, width: Int, height: Int, depth: Int = 8, components: Int = 1) {
    self.format = format
    self.width = width
    self.height = height
    self.depth = depth
    self.components = components
  }

  /// IHDR is the first chunk (PNG 5.6).
  private init(png reader: inout ByteReader) throws(MalformedData) {
    _ = try reader.readBytes(8, "PNG signature")
    _ = try reader.readUInt32("chunk length")
    try reader.expect(Array("IHDR".utf8), "the PNG chunk IHDR")
    let width = Int(try reader.readUInt32("PNG width"))
    let height = Int(try reader.readUInt32("PNG height"))
    let depth = Int(try reader.readUInt8("PNG bit depth"))
    let colour = try reader.readUInt8("PNG colour type")
    let components = [2: 3, 4: 2, 6: 4][colour] ?? 1
    self.init(.png, width: width, height: height, depth: depth, components: components)
  }

  /// Start of frame is marker FFA2: black, white, height, width (FBI WSQ specification 3.1).
  private init(wsq reader: inout ByteReader) throws(MalformedData) {
    var frame = try reader.readSegment("a WSQ frame header") { $0 == 0xa2 }.part
    _ = try frame.readUInt16("black and white")
    let height = Int(try frame.readUInt16("WSQ height"))
    self.init(.wsq, width: Int(try frame.readUInt16("WSQ width")), height: height)
  }

  /// Start of frame is one of FFC0 to FFCF; FFC3 is lossless (ITU-T T.81 B.1.1.3).
  private init(jpeg reader: inout ByteReader) throws(MalformedData) {
    var (marker, frame) = try reader.readSegment("a JPEG frame header") {
      (0xc0...0xcf).contains($0) && ![0xc4, 0xc8, 0xcc].contains($0)
    }
    let depth = Int(try frame.readUInt8("JPEG sample precision"))
    let height = Int(try frame.readUInt16("JPEG height"))
    let width = Int(try frame.readUInt16("JPEG width"))
    let components = Int(try frame.readUInt8("JPEG components"))
    self.init(
      marker == 0xc3 ? .losslessJPEG : .jpeg, width: width, height: height, depth: depth,
      components: components)
  }

  /// SIZ comes first (ISO/IEC 15444-1 A.5.1).
  private init(codestream reader: inout ByteReader) throws(MalformedData) {
    var siz = try reader.readSegment("the JPEG 2000 image size") { $0 == 0x51 }.part
    _ = try siz.readUInt16("capabilities")
    let right = Int(try siz.readUInt32("grid width"))
    let bottom = Int(try siz.readUInt32("grid height"))
    let left = Int(try siz.readUInt32("horizontal offset"))
    let top = Int(try siz.readUInt32("vertical offset"))
    _ = try siz.readBytes(16, "tile size and offset")
    let components = Int(try siz.readUInt16("components"))
    let depth = Int(try siz.readUInt8("component depth") & 0x7f) + 1
    self.init(
      .codestream, width: right - left, height: bottom - top, depth: depth, components: components)
  }

  /// Boxes (ISO/IEC 15444-1 annex I) up to the codestream, whose COD tells the transform.
  private init(jp2 reader: inout ByteReader) throws(MalformedData) {
    while true {
      var (type, box) = try reader.readBox()
      guard type == "jp2c" else { continue }
      let size = try ImageHeader(codestream: &box)
      var cod = try box.readSegment("the JPEG 2000 coding style") { $0 == 0x52 }.part
      _ = try cod.readBytes(9, "coding style")
      let reversible = try cod.readUInt8("wavelet transform") == 1
      self.init(
        .jp2(reversible: reversible), width: size.width, height: size.height, depth: size.depth,
        components: size.components)
      return
    }
  }
}

extension ByteReader {
  /// Reads marker segments until one that fits; markers without a length (SOI, SOC) are passed.
  fileprivate mutating func readSegment(
    _ what: String, where fits: (UInt8) -> Bool
  ) throws(MalformedData) -> (marker: UInt8, part: ByteReader) {
    while true {
      try expect([0xff], "a marker before \(what)")
      var marker = try readUInt8("marker")
      while marker == 0xff { marker = try readUInt8("marker") }  // fill bytes are allowed
      if [0xd8, 0xa0, 0x4f].contains(marker) { continue }
      let length = Int(try readUInt16("segment length"))
      let part = try readPart(length - 2, "marker segment")
      if fits(marker) { return (marker, part) }
    }
  }

  /// Reads one box; a length of 0 reaches to the end, 1 stands for an 8-byte length after the type.
  fileprivate mutating func readBox() throws(MalformedData) -> (type: String, box: ByteReader) {
    let short = try readUInt32("box length")
    let type = String(decoding: try readBytes(4, "box type"), as: UTF8.self)
    switch short {
    case 0: return (type, try readPart(remaining, "box"))
    case 1:
      guard try readUInt32("box length") == 0 else { throw malformed("a box under 4 GB") }
      return (type, try readPart(Int(try readUInt32("box length")) - 16, "box"))
    default: return (type, try readPart(Int(short) - 8, "box"))
    }
  }
}
