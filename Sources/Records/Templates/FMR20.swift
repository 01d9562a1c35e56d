// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Bytes

/// The finger minutiae record " 20", which ISO/IEC 19794-2:2005 took over from INCITS 378-2004.
///
/// The two differ in the length field, the product identifier and the angle unit. Image size,
/// resolution and device stand once, in the header; a view is 4 bytes, 6 for each minutia, and the
/// extended data with their length.
struct FMR20 {
  let format: TemplateFormat
  let minutia: MinutiaLayout
  let headerBytes: Int

  static let iso2005 = FMR20(format: .iso2005, minutia: .iso2005, headerBytes: 24)
  static let ansi378 = FMR20(format: .ansi378, minutia: .ansi378, headerBytes: 26)
  static let magic = Array("FMR\0 20\0".utf8)
  /// ISO records need this many pixels per centimetre (about 250 ppi).
  static let minimumISOResolution = 99
  /// Bytes; NIST's own test records count their core and delta block one long and two short.
  private static let extendedLengthSlack = 2

  // MARK: Writing

  func encode(_ record: MinutiaeRecord) throws(TemplateError) -> [UInt8] {
    guard let first = record.views.first else { throw .noView }
    try check(record, like: first)
    var body = ByteWriter()
    writeImage(first, count: record.views.count, to: &body)
    for view in record.views { writeView(view, to: &body) }

    var writer = ByteWriter()
    writer.write(Self.magic)
    writeLength(of: body.bytes.count, to: &writer)
    if format == .ansi378 {
      writer.write(record.product.organisation)
      writer.write(record.product.product)
    }
    writer.write(body.bytes)
    return writer.bytes
  }

  private func check(
    _ record: MinutiaeRecord, like first: MinutiaeView
  ) throws(TemplateError) {
    for view in record.views {
      guard view.sharesHeader(with: first) else {
        throw .notInFormat("its views differ in image size, resolution or device", format)
      }
      guard view.number <= 15, view.extendedData.count <= Int(UInt16.max) else {
        throw .notInFormat("a view's number or extended data are too large", format)
      }
    }
    guard record.views.count <= Int(UInt8.max) else {
      throw .notInFormat("it has more than 255 views", format)
    }
    let density = Int(first.template.resolution.wholePixelsPerCentimetre)
    guard format == .ansi378 || density >= Self.minimumISOResolution else {
      throw .notInFormat("its resolution is under 99 pixels per centimetre (250 ppi)", format)
    }
  }

  /// The length counts the whole record, the length field's longer form included.
  private func writeLength(of body: Int, to writer: inout ByteWriter) {
    switch format {
    case .ansi378 where body + 14 <= Int(UInt16.max):
      writer.write(UInt16(body + 14))
    case .ansi378:
      writer.write(UInt16(0))
      writer.write(UInt32(body + 18))
    default:
      writer.write(UInt32(body + 12))
    }
  }

  private func writeImage(_ view: MinutiaeView, count: Int, to writer: inout ByteWriter) {
    let density = view.template.resolution.wholePixelsPerCentimetre
    writer.write(view.equipment.device)
    writer.write(UInt16(view.template.width))
    writer.write(UInt16(view.template.height))
    writer.write(density)
    writer.write(density)
    writer.write(UInt8(count))
    writer.write(UInt8(0))
  }

  private func writeView(_ view: MinutiaeView, to writer: inout ByteWriter) {
    let template = view.template
    writer.write(template.position.singleFinger.rawValue)
    writer.write(view.number << 4 | template.impression.code(in: format))
    writer.write(template.quality ?? 0)
    writer.write(UInt8(template.minutiae.count))
    for each in template.minutiae {
      minutia.write(each, in: template, to: &writer)
      minutia.writeQuality(each, to: &writer)
    }
    writer.write(view.misstatedExtendedLength ?? UInt16(view.extendedData.count))
    writer.write(view.extendedData)
  }

  // MARK: Reading

  func decode(_ bytes: [UInt8]) throws(TemplateError) -> MinutiaeRecord {
    do throws(MalformedData) {
      var reader = ByteReader(bytes)
      return try read(&reader)
    } catch {
      throw .malformed(format.standard, error)
    }
  }

  private func read(_ reader: inout ByteReader) throws(MalformedData) -> MinutiaeRecord {
    let size = reader.remaining
    try reader.expect(Self.magic, "a record that starts with FMR and version 20")
    try reader.expectLength(size, in: format)
    var record = MinutiaeRecord(views: [])
    if format == .ansi378 { record.product = try reader.readIdentifier("product identifier") }
    var equipment = CaptureEquipment()
    equipment.device = try reader.readUInt16("capture equipment")
    let image = try ImageFrame(&reader)
    let count = try reader.readUInt8("number of views")
    _ = try reader.readUInt8("reserved byte")
    for index in 0..<count {
      var view = try readView(&reader, image: image, equipment: equipment)
      try readExtendedData(of: &view, isLast: index == count - 1, &reader)
      record.views.append(view)
    }
    try reader.expectEnd(of: "the record after \(count) views")
    return record
  }

  private func readView(
    _ reader: inout ByteReader, image: ImageFrame, equipment: CaptureEquipment
  ) throws(MalformedData) -> MinutiaeView {
    let start = reader.offset
    let position = try reader.readFinger()
    let packed = try reader.readUInt8("view number and impression type")
    let quality = try reader.readUInt8("finger quality")
    let count = try reader.readUInt8("number of minutiae")
    var minutiae: [Minutia] = []
    for _ in 0..<count { minutiae.append(try minutia.read(&reader)) }
    let template = MinutiaeTemplate(
      width: image.width, height: image.height, resolution: image.resolution, position: position,
      impression: ImpressionType(code: packed & 0x0f, in: format),
      quality: (1...100).contains(quality) ? quality : nil, minutiae: minutiae)
    guard let template else {
      throw reader.malformed("all minutiae inside the image of \(image)", at: start)
    }
    var view = MinutiaeView(template)
    view.number = packed >> 4
    view.equipment = equipment
    return view
  }

  /// In the last view a length that misses the record's end by a byte or two is tolerated.
  private func readExtendedData(
    of view: inout MinutiaeView, isLast: Bool, _ reader: inout ByteReader
  ) throws(MalformedData) {
    let stated = try reader.readUInt16("length of the extended data")
    var length = Int(stated)
    if isLast, length != 0, length != reader.remaining,
      abs(length - reader.remaining) <= Self.extendedLengthSlack
    {
      length = reader.remaining
      view.misstatedExtendedLength = stated
    }
    view.extendedData = Array(try reader.readBytes(length, "extended data"))
  }
}

extension MinutiaeView {
  fileprivate func sharesHeader(with other: MinutiaeView) -> Bool {
    template.width == other.template.width && template.height == other.template.height
      && template.resolution == other.template.resolution
      && equipment.device == other.equipment.device
  }
}

extension ByteReader {
  fileprivate mutating func expectLength(
    _ size: Int, in format: TemplateFormat
  ) throws(MalformedData) {
    let start = offset
    var length = 0
    if format == .ansi378 { length = Int(try readUInt16("record length")) }
    if length == 0 { length = Int(try readUInt32("record length")) }
    guard length == size else {
      throw malformed(
        "a record length equal to the data's \(size) bytes, found \(length)", at: start)
    }
  }
}
