// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The files of a card that hold data about its holder (ICAO Doc 9303-10).
struct DataGroups {
  let holder: DocumentHolder
  /// JPEG file of the face.
  let portrait: [UInt8]
  /// Pixels of it.
  let portraitSize: (width: Int, height: Int)

  /// DG1: the machine-readable zone.
  var zone: [UInt8] {
    let text = Array(holder.machineReadableZone.joined().utf8)
    return TLV.encoding(0x61, TLV.encoding(0x5f1f, text))
  }

  /// DG2: one face in a biometric information template (clause 4.7.2).
  var face: [UInt8] {
    let header =
      TLV.encoding(0x80, [1, 1]) + TLV.encoding(0x81, [2]) + TLV.encoding(0x87, [1, 1])
      + TLV.encoding(0x88, [0, 8])
    let template = TLV.encoding(0xa1, header) + TLV.encoding(0x5f2e, faceRecord)
    let group = TLV.encoding(0x02, [1]) + TLV.encoding(0x7f60, template)
    return TLV.encoding(0x75, TLV.encoding(0x7f61, group))
  }

  /// DG3: no finger is in it, and only the state's own terminals may read it.
  var fingers: [UInt8] { TLV.encoding(0x63, TLV.encoding(0x7f61, TLV.encoding(0x02, [0]))) }

  /// DG13 of the Vietnamese card: numbered fields, those without a value left empty.
  var national: [UInt8] {
    let fields: [(UInt8, [UInt8])] = [
      (1, printable(holder.personalNumber)), (2, text(holder.fullName)),
      (3, printable(holder.birth.written)), (4, text(holder.isFemale ? "Nữ" : "Nam")),
      (5, text("Việt Nam")), (6, text(holder.ethnicity)), (7, text("Không")),
      (8, text(holder.origin)), (9, text(holder.residence)), (10, text("Không")),
      (11, printable(holder.issue.written)), (12, text(holder.expiry.written)),
      (13, sequence(text("Nguyễn Văn Cha")) + sequence(text("Trần Thị Mẹ"))), (14, []),
      (15, printable("")), (16, printable("0000000000000000")),
    ]
    let entries = fields.flatMap { sequence(TLV.encoding(0x02, [$0.0]) + $0.1) }
    // The object identifier of UTF-8, 1.0.10646.1.0.8.
    let encoding = TLV.encoding(0x06, [0x28, 0xd3, 0x16, 0x01, 0x00, 0x08])
    let content = TLV.encoding(0x02, [1]) + encoding + TLV.encoding(0x31, entries)
    return TLV.encoding(0x6d, sequence(content))
  }

  /// A face image record with one image and no feature points (ISO/IEC 19794-5:2005, clause 5).
  private var faceRecord: [UInt8] {
    // No points, and nothing said of the person or the pose; then a full frontal image as JPEG, 8-bit grey.
    var block = ByteWriter()
    block.write([UInt8](repeating: 0, count: 16))
    block.write([1, 0])
    block.write(UInt16(truncatingIfNeeded: portraitSize.width))
    block.write(UInt16(truncatingIfNeeded: portraitSize.height))
    block.write([3, 2, 0, 0, 0, 0])
    block.write(portrait)
    var record = ByteWriter()
    record.write("FAC\0" + "010\0")
    record.write(UInt32(truncatingIfNeeded: 14 + 4 + block.bytes.count))
    record.write(UInt16(1))
    record.write(UInt32(truncatingIfNeeded: 4 + block.bytes.count))
    record.write(block.bytes)
    return record.bytes
  }

  private func text(_ value: String) -> [UInt8] { TLV.encoding(0x0c, Array(value.utf8)) }
  private func printable(_ value: String) -> [UInt8] { TLV.encoding(0x13, Array(value.utf8)) }
  private func sequence(_ content: [UInt8]) -> [UInt8] { TLV.encoding(0x30, content) }
}
