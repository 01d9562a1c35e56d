// SPDX-License-Identifier: Apache-2.0

import Bytes

extension RecordCheck {
  /// Types 3 to 8, of which only 4, 7 and 8 are still in the standard.
  mutating func checkBinary() {
    guard case .binary(let bytes) = record.content else {
      return add(.error, nil, "record type \(record.type) has no tags in traditional encoding")
    }
    switch record.type {
    case 4: checkType4(bytes)
    case 7, 8: break
    default: add(.warning, nil, "record type \(record.type) was withdrawn in 2011")
    }
  }

  /// Type-4, grey fingerprint image of 500 ppi in fixed places (clause 8.4): length 4, IDC 1,
  /// IMP 1, FGP 6, ISR 1, HLL 2, VLL 2, CGA 1, then the image.
  private mutating func checkType4(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    do throws(MalformedData) {
      _ = try reader.readBytes(5, "length and IDC")
      if try reader.readUInt8("IMP") > 29 { error(3, "IMP is over 29, the last code of table 7") }
      checkPositions(Array(try reader.readBytes(6, "FGP")))
      if try reader.readUInt8("ISR") > 1 { error(5, "ISR is neither 0 nor 1") }
      let width = Int(try reader.readUInt16("HLL"))
      let height = Int(try reader.readUInt16("VLL"))
      let code = try reader.readUInt8("CGA")
      let header = try ImageHeader(reader.rest)
      checkType4Image(
        header, code: code, bytes: reader.remaining, width: width, height: height)
    } catch {
      self.error(9, "the record is broken \(error)")
    }
  }

  private mutating func checkPositions(_ codes: [UInt8]) {
    if codes[0] > 14 { error(4, "FGP is \(codes[0]); table 8 has 0 to 14 here") }
    if codes.dropFirst().contains(where: { $0 > 14 && $0 != 255 }) {
      error(4, "an unused place of FGP is not 255")
    }
  }

  private mutating func checkType4Image(
    _ header: ImageHeader?, code: UInt8, bytes: Int, width: Int, height: Int
  ) {
    switch (code, header?.format) {
    case (0, nil) where bytes != width * height:
      error(9, "the image has \(bytes) bytes, not \(width)x\(height)")
    case (0, nil): break
    case (1, .wsq) where header?.width != width || header?.height != height:
      error(6, "HLL and VLL are \(width)x\(height), but the image has another size")
    case (1, .wsq): break
    case (0, _), (1, _):
      error(8, "CGA is \(code), but the image is not \(code == 0 ? "uncompressed" : "WSQ")")
    default: error(8, "CGA is \(code); it has to be 0 (none) or 1 (WSQ)")
    }
  }

  /// Type-10, photographic body part image (clause 8.10).
  mutating func checkType10() {
    require(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 999)
    checkDate(5)
    checkCode(12, "CSP", in: ["UNDEF", "GRAY", "RGB", "SRGB", "YCC", "SYCC"])
    checkImage()
  }

  /// Types 13 and 15, latent and palm images (clauses 8.13, 8.15).
  mutating func checkLatentOrPalm() {
    require(3, 4, 5, 13)
    checkDate(5)
    if record[NISTField.data] != nil { require(12) }
    checkImage()
  }

  /// Type-17, iris image (clause 8.17).
  mutating func checkType17() {
    require(3, 4, 5)
    checkDate(5)
    checkCode(3, "ELR", in: ["0", "1", "2"])
    if record[NISTField.data] != nil {
      require(12, 13)
      checkImage(codes: [.none, .png, .jpeg2000, .losslessJPEG2000])
    } else if record[28] == nil {
      error(NISTField.data, "there is no image, and 17.028 does not say why")
    }
    for row in record[24]?.subfields ?? [] { checkScore(24, row) }
    checkCode(25, "EAS", in: ["NIR", "DEFINED", "VIS", "RED", "UNDEFINED"])
    checkCode(31, "IAP", in: ["20", "30", "40"])
    checkCode(32, "ISF", in: ["1", "2", "3", "7"])
  }
}
