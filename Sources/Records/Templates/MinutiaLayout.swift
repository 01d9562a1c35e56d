// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Bytes

/// How an edition codes one minutia: type and x, y, angle, and mostly quality, in 5 or 6 bytes.
struct MinutiaLayout {
  /// Units in a full turn: 256 in ISO/IEC 19794-2 (6.4.4 of 2005), 180 in INCITS 378-2004.
  let unitsPerTurn: Int
  /// Quality code that is written for "not reported".
  let unreportedQuality: UInt8

  static let iso2005 = MinutiaLayout(unitsPerTurn: 256, unreportedQuality: 0)
  static let iso2011 = MinutiaLayout(unitsPerTurn: 256, unreportedQuality: 254)
  static let ansi378 = MinutiaLayout(unitsPerTurn: 180, unreportedQuality: 0)

  /// Bytes of a minutia with its quality.
  static let bytes = 6
  /// Both coordinates have 14 bits; the two above x are the type, above y reserved.
  private static let coordinateMask: UInt16 = 0x3fff

  func write(_ minutia: Minutia, in template: MinutiaeTemplate, to writer: inout ByteWriter) {
    let (x, y) = minutia.pixel(in: template)
    writer.write(UInt16(minutia.kind.rawValue) << 14 | UInt16(x))
    writer.write(UInt16(y))
    writer.write(UInt8(minutia.angle(inUnitsOf: unitsPerTurn)))
  }

  func writeQuality(_ minutia: Minutia, to writer: inout ByteWriter) {
    writer.write(minutia.quality == 0 ? unreportedQuality : minutia.quality)
  }

  /// Reads one minutia; codes above 100 mean that its quality is not reported.
  func read(_ reader: inout ByteReader, quality: Bool = true) throws(MalformedData) -> Minutia {
    let start = reader.offset
    let word = try reader.readUInt16("minutia type and x")
    guard let kind = Minutia.Kind(rawValue: UInt8(word >> 14)) else {
      throw reader.malformed("minutia type 0, 1 or 2, found 3", at: start)
    }
    let y = try reader.readUInt16("minutia y") & Self.coordinateMask
    let angle = Int(try reader.readUInt8("minutia angle"))
    guard angle < unitsPerTurn else {
      throw reader.malformed("a minutia angle below \(unitsPerTurn), found \(angle)", at: start + 4)
    }
    let value = quality ? try reader.readUInt8("minutia quality") : 0
    return Minutia(
      x: Float(word & Self.coordinateMask), y: Float(y),
      angle: Float(angle) * 360 / Float(unitsPerTurn), kind: kind, quality: value > 100 ? 0 : value)
  }
}

extension Minutia {
  /// The nearest pixel inside the image.
  func pixel(in template: MinutiaeTemplate) -> (x: Int, y: Int) {
    (min(Int(x.rounded()), template.width - 1), min(Int(y.rounded()), template.height - 1))
  }

  /// The nearest angle unit, 0..<units; an angle just under a full turn becomes 0.
  func angle(inUnitsOf units: Int) -> Int {
    Int((angle * Float(units) / 360).rounded()) % units
  }
}
