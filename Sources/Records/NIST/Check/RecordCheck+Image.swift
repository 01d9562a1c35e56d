// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography

extension RecordCheck {
  /// Fields 6 to 11, 996 and 999, which types 10 and 13 to 17 share, against the image itself.
  mutating func checkImage(codes: [ImageCompression] = ImageCompression.allCases) {
    guard let data = record[NISTField.data]?.value else { return }
    require(6, 7, 8, 9, 10, 11)
    checkCode(11, "CGA", in: codes.map(\.rawValue))
    checkScale()
    checkDigest(data)
    let width = side(6)
    let height = side(7)
    do throws(MalformedData) {
      if let header = try ImageHeader(data[...]) {
        checkCompressed(header, width: width, height: height)
      } else {
        checkPixels(data, width: width, height: height)
      }
    } catch {
      self.error(NISTField.data, "the image's header is broken \(error)")
    }
  }

  /// Resolution in pixels per inch: nil when not stated.
  mutating func pixelsPerInch() -> Double? {
    guard let scale = number(8), let density = number(9) else { return nil }
    return [1: Double(density), 2: Double(density) * 2.54][scale]
  }

  private mutating func side(_ field: Int) -> Int? {
    let side = number(field)
    if let side, !(EncodedImage.minimumSide...99_999).contains(side) {
      error(field, "the image's side is \(side) pixels; it has to be 10 to 99999")
    }
    return side
  }

  private mutating func checkScale() {
    checkCode(8, "SLC", in: ["0", "1", "2"])
    for field in [9, 10] where number(field) == 0 {
      error(field, "the pixel scale is 0")
    }
  }

  private mutating func checkDigest(_ data: [UInt8]) {
    guard let stated = record[996] else { return }
    guard let digest = Digest256(hexadecimal: stated.text) else {
      error(996, "HAS is not a SHA-256 digest of 64 hexadecimal digits")
      return
    }
    guard (try? SHA256.digest(of: data)) != digest else { return }
    error(996, "HAS is not the SHA-256 of the image in field 999, which was changed")
  }

  private mutating func checkCompressed(_ header: ImageHeader, width: Int?, height: Int?) {
    checkFormat(header.format)
    if let width, let height, header.width != width || header.height != height {
      error(6, "HLL and VLL differ from the image's \(header.width)x\(header.height) pixels")
    }
    if record.type != 10, let depth = number(12), depth != header.depth * header.components {
      add(
        .warning, 12,
        "BPX is \(depth), but the image has \(header.depth * header.components) bits per pixel")
    }
  }

  private mutating func checkFormat(_ format: ImageHeader.Format) {
    guard let code = text(11) else { return }
    switch (format, code) {
    case (.codestream, _):
      error(
        NISTField.data, "the image is a bare JPEG 2000 codestream; JP2 and JP2L ask for a JP2 file")
    case (.jp2(reversible: true), "JP2"):
      add(.warning, 11, "CGA is JP2, but the image uses the reversible transform of JP2L")
    case (.jp2(reversible: false), "JP2L"):
      error(11, "CGA is JP2L, but the image uses the irreversible 9-7 transform")
    default:
      guard let found = format.compression?.rawValue, found != code else { return }
      error(11, "CGA is \(shown(code)), but the image is \(found)")
    }
  }

  private mutating func checkPixels(_ data: [UInt8], width: Int?, height: Int?) {
    guard let code = text(11), ImageCompression(rawValue: code) != nil else { return }
    guard code == "NONE" else {
      error(11, "CGA is \(code), but the image is not compressed that way")
      return
    }
    // 9-digit numbers: their product with the depth fits, except for absurd ones.
    let depth = record.type == 10 ? 24 : number(12) ?? 8
    guard let width, let height, depth <= 64 else { return }
    let (bits, overflow) = (width * height).multipliedReportingOverflow(by: depth)
    if overflow || data.count * 8 != bits {
      error(
        NISTField.data, "the image has \(data.count) bytes, not \(width)x\(height) at \(depth) bits"
      )
    }
  }
}
