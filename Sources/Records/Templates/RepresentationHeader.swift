// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The first part of a representation in the 2011 editions of ISO/IEC 19794: when, with what, how
/// good (ISO/IEC 19794-1:2011).
struct RepresentationHeader {
  var moment = CaptureMoment.unreported
  var equipment = CaptureEquipment()
  var qualities: [QualityBlock] = []
  var certifications: [CertificationBlock] = []

  /// Reads it; certification blocks are there where the record's flag says so.
  init(_ reader: inout ByteReader, certified: Bool) throws(MalformedData) {
    moment = try reader.readMoment()
    equipment.technology = try reader.readUInt8("capture device technology")
    equipment.vendor = try reader.readUInt16("capture device vendor")
    equipment.device = try reader.readUInt16("capture device type")
    for _ in 0..<(try reader.readUInt8("number of quality blocks")) {
      let value = try reader.readUInt8("quality score")
      let algorithm = try reader.readIdentifier("quality algorithm")
      qualities.append(QualityBlock(value: value, algorithm: algorithm))
    }
    for _ in 0..<(certified ? try reader.readUInt8("number of certification blocks") : 0) {
      let authority = try reader.readUInt16("certification authority")
      let scheme = try reader.readUInt8("certification scheme")
      certifications.append(CertificationBlock(authority: authority, scheme: scheme))
    }
  }

  init(
    moment: CaptureMoment, equipment: CaptureEquipment, qualities: [QualityBlock],
    certifications: [CertificationBlock]
  ) {
    self.moment = moment
    self.equipment = equipment
    self.qualities = qualities
    self.certifications = certifications
  }

  /// Writes it; at most 255 blocks of each kind.
  func write(certified: Bool, to writer: inout ByteWriter) {
    writer.write(moment)
    writer.write(equipment.technology)
    writer.write(equipment.vendor)
    writer.write(equipment.device)
    writer.write(UInt8(qualities.count))
    for quality in qualities {
      writer.write(quality.value)
      writer.write(quality.algorithm)
    }
    guard certified else { return }
    writer.write(UInt8(certifications.count))
    for block in certifications {
      writer.write(block.authority)
      writer.write(block.scheme)
    }
  }
}

extension ByteReader {
  fileprivate mutating func readMoment() throws(MalformedData) -> CaptureMoment {
    var moment = CaptureMoment.unreported
    moment.year = try readUInt16("capture year")
    moment.month = try readUInt8("capture month")
    moment.day = try readUInt8("capture day")
    moment.hour = try readUInt8("capture hour")
    moment.minute = try readUInt8("capture minute")
    moment.second = try readUInt8("capture second")
    moment.millisecond = try readUInt16("capture millisecond")
    return moment
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ moment: CaptureMoment) {
    write(moment.year)
    for part in [moment.month, moment.day, moment.hour, moment.minute, moment.second] {
      write(part)
    }
    write(moment.millisecond)
  }
}
