// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Bytes

/// The boxes of a JP2 file (ISO/IEC 15444-1 annex I) around its codestream.
struct JP2Container {
  /// The signature box, with which every file starts (I.5.1).
  static let signature: [UInt8] = [
    0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A,
  ]

  /// The content of the first codestream box.
  let codestream: ArraySlice<UInt8>
  /// What the header box says.
  let header: JP2Header

  /// Takes a whole file; throws `damaged`.
  init(reading bytes: [UInt8]) throws(ImageError) {
    (header, codestream) = try ImageError.damaged("JP2") { () throws(MalformedData) in
      try Self.read(bytes)
    }
  }

  private static func read(
    _ bytes: [UInt8]
  ) throws(MalformedData) -> (JP2Header, ArraySlice<UInt8>) {
    var reader = ByteReader(bytes)
    try reader.expect(signature, "the JP2 signature")
    var header: JP2Header?
    var box = try JP2Box(&reader)
    while box.type != "jp2c" {
      if box.type == "jp2h" { header = try JP2Header(box.content) }
      box = try JP2Box(&reader)
    }
    guard let header else { throw reader.malformed("a header box before the codestream") }
    return (header, box.content.rest)
  }

  /// Puts a grey codestream into a file that says its size, colour space and resolution.
  static func write(_ codestream: [UInt8], of image: GrayImage) -> [UInt8] {
    var header = JP2Box.bytes("ihdr") {
      $0.write(UInt32(image.height))
      $0.write(UInt32(image.width))
      $0.write([0, 1, 7, 7, 0, 0])  // one component, 8 bits, compressed, known colour, no rights
    }
    header += JP2Box.bytes("colr") { $0.write([1, 0, 0, 0, 0, 0, 17]) }  // enumerated: grey
    if let resolution = image.resolution {
      header += JP2Box.bytes("res ") {
        $0.write(JP2Resolution(resolution).captureBox)
      }
    }
    return signature
      + JP2Box.bytes("ftyp") { $0.write("jp2 \0\0\0\0jp2 ") }
      + JP2Box.bytes("jp2h") { $0.write(header) }
      + JP2Box.bytes("jp2c") { $0.write(codestream) }
  }
}

/// One box: a type of four characters and what is in it (I.4).
struct JP2Box {
  let type: String
  let content: ByteReader

  init(_ reader: inout ByteReader) throws(MalformedData) {
    let length = try reader.readUInt32("a box length")
    let name = try reader.readBytes(4, "a box type")
    type = String(decoding: name, as: UTF8.self)
    switch length {
    case 0: content = try reader.readPart(reader.remaining, "a box")
    case 1:
      guard try reader.readUInt32("a box length") == 0 else {
        throw reader.malformed("a box of less than 4 GiB", at: reader.offset - 4)
      }
      content = try reader.readPart(Int(try reader.readUInt32("a box length")) - 16, "a box")
    default: content = try reader.readPart(Int(length) - 8, "a box of type \(type)")
    }
  }

  /// The boxes of a superbox.
  static func all(in content: ByteReader) throws(MalformedData) -> [JP2Box] {
    var reader = content
    var boxes: [JP2Box] = []
    while reader.remaining > 0 { boxes.append(try JP2Box(&reader)) }
    return boxes
  }

  static func bytes(_ type: String, _ fill: (inout ByteWriter) -> Void) -> [UInt8] {
    var content = ByteWriter()
    fill(&content)
    var box = ByteWriter()
    box.write(UInt32(content.bytes.count + 8))
    box.write(type)
    box.write(content.bytes)
    return box.bytes
  }
}
