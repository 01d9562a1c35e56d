// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Bytes

/// The finger minutiae record "030" of ISO/IEC 19794-2:2011: each representation says all about
/// its own image, and minutiae take 5 bytes when no quality is reported.
enum FMR30 {
  static let magic = Array("FMR\0030\0".utf8)
  private static let layout = MinutiaLayout.iso2011
  private static let format = TemplateFormat.iso2011

  // MARK: Writing

  static func encode(_ record: MinutiaeRecord) throws(TemplateError) -> [UInt8] {
    try check(record)
    let isCertified = record.views.contains { !$0.certifications.isEmpty }
    var body = ByteWriter()
    for view in record.views { write(view, certified: isCertified, to: &body) }

    var writer = ByteWriter()
    writer.write(magic)
    writer.write(UInt32(body.bytes.count + 15))
    writer.write(UInt16(record.views.count))
    writer.write(UInt8(isCertified ? 1 : 0))
    writer.write(body.bytes)
    return writer.bytes
  }

  private static func check(_ record: MinutiaeRecord) throws(TemplateError) {
    guard !record.views.isEmpty else { throw .noView }
    guard record.views.count <= Int(UInt16.max) else {
      throw .notInFormat("it has more than 65535 views", format)
    }
    for view in record.views {
      let density = Int(view.template.resolution.wholePixelsPerCentimetre)
      guard !view.template.minutiae.isEmpty else { throw .notInFormat("it has no minutia", format) }
      guard density >= FMR20.minimumISOResolution else {
        throw .notInFormat("its resolution is under 99 pixels per centimetre (250 ppi)", format)
      }
      guard view.extendedData.count <= Int(UInt16.max), view.qualities.count <= Int(UInt8.max),
        view.certifications.count <= Int(UInt8.max), view.ridgeEndingType <= 0x0f
      else { throw .notInFormat("a view's extended data or lists are too large", format) }
    }
  }

  private static func write(
    _ view: MinutiaeView, certified: Bool, to writer: inout ByteWriter
  ) {
    var body = ByteWriter()
    writeCapture(view, certified: certified, to: &body)
    writeImage(view, to: &body)
    writeMinutiae(view, to: &body)
    body.write(UInt16(view.extendedData.count))
    body.write(view.extendedData)
    writer.write(UInt32(body.bytes.count + 4))
    writer.write(body.bytes)
  }

  private static func writeCapture(
    _ view: MinutiaeView, certified: Bool, to writer: inout ByteWriter
  ) {
    let reported = view.template.quality.map { [QualityBlock(value: $0)] } ?? []
    let header = RepresentationHeader(
      moment: view.captured, equipment: view.equipment,
      qualities: view.qualities.isEmpty ? reported : view.qualities,
      certifications: view.certifications)
    header.write(certified: certified, to: &writer)
  }

  private static func writeImage(_ view: MinutiaeView, to writer: inout ByteWriter) {
    let template = view.template
    writer.write(template.position.singleFinger.rawValue)
    writer.write(view.number)
    writer.write(template.resolution.wholePixelsPerCentimetre)
    writer.write(template.resolution.wholePixelsPerCentimetre)
    writer.write(template.impression.code(in: format))
    writer.write(UInt16(template.width))
    writer.write(UInt16(template.height))
  }

  private static func writeMinutiae(_ view: MinutiaeView, to writer: inout ByteWriter) {
    let template = view.template
    let hasQuality = template.minutiae.contains { $0.quality != 0 }
    let size: UInt8 = hasQuality ? 6 : 5
    writer.write(size << 4 | view.ridgeEndingType)
    writer.write(UInt8(template.minutiae.count))
    for minutia in template.minutiae {
      layout.write(minutia, in: template, to: &writer)
      if hasQuality { layout.writeQuality(minutia, to: &writer) }
    }
  }

  // MARK: Reading

  static func decode(_ bytes: [UInt8]) throws(TemplateError) -> MinutiaeRecord {
    do throws(MalformedData) {
      var reader = ByteReader(bytes)
      return try read(&reader)
    } catch {
      throw .malformed(format.standard, error)
    }
  }

  private static func read(_ reader: inout ByteReader) throws(MalformedData) -> MinutiaeRecord {
    let size = reader.remaining
    try reader.expect(magic, "a record that starts with FMR and version 030")
    let length = try reader.readUInt32("record length")
    guard length == size else {
      throw reader.malformed("a length equal to the data's \(size) bytes, found \(length)", at: 8)
    }
    let count = try reader.readUInt16("number of representations")
    let flag = try reader.readUInt8("certification flag")
    guard flag <= 1 else {
      throw reader.malformed("a certification flag of 0 or 1, found \(flag)", at: 14)
    }
    var record = MinutiaeRecord(views: [])
    for _ in 0..<count {
      record.views.append(try readRepresentation(&reader, certified: flag == 1))
    }
    try reader.expectEnd(of: "the record after \(count) representations")
    return record
  }

  private static func readRepresentation(
    _ reader: inout ByteReader, certified: Bool
  ) throws(MalformedData) -> MinutiaeView {
    let start = reader.offset
    let length = try reader.readUInt32("representation length")
    guard length >= 4 else {
      throw reader.malformed("a representation length of 4 or more, found \(length)", at: start)
    }
    var part = try reader.readPart(Int(length) - 4, "a representation")
    let capture = try RepresentationHeader(&part, certified: certified)
    var view = try readMinutiae(&part, quality: capture.qualities.first { $0.value <= 100 }?.value)
    view.captured = capture.moment
    view.equipment = capture.equipment
    view.qualities = capture.qualities
    view.certifications = capture.certifications
    let extended = Int(try part.readUInt16("length of the extended data"))
    view.extendedData = Array(try part.readBytes(extended, "extended data"))
    try part.expectEnd(of: "the representation")
    return view
  }

  private static func readMinutiae(
    _ reader: inout ByteReader, quality: UInt8?
  ) throws(MalformedData) -> MinutiaeView {
    let start = reader.offset
    let position = try reader.readFinger()
    let number = try reader.readUInt8("representation number")
    let resolution = try reader.readResolution()
    let impression = ImpressionType(code: try reader.readUInt8("impression type"), in: format)
    let width = try reader.readSide("image width")
    let height = try reader.readSide("image height")
    let packed = try reader.readUInt8("minutia size and ridge ending type")
    guard packed >> 4 == 5 || packed >> 4 == 6 else {
      throw reader.malformed("minutiae of 5 or 6 bytes, found \(packed >> 4)")
    }
    let count = try reader.readUInt8("number of minutiae")
    var minutiae: [Minutia] = []
    for _ in 0..<count {
      minutiae.append(try layout.read(&reader, quality: packed >> 4 == 6))
    }
    let template = MinutiaeTemplate(
      width: width, height: height, resolution: resolution, position: position,
      impression: impression, quality: quality, minutiae: minutiae)
    guard let template else {
      throw reader.malformed("all minutiae inside the image of \(width)x\(height)", at: start)
    }
    var view = MinutiaeView(template)
    view.number = number
    view.ridgeEndingType = packed & 0x0f
    return view
  }
}
