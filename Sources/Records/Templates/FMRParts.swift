// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Bytes

/// Image size and resolution as every edition of the finger minutiae record gives them.
struct ImageFrame: CustomStringConvertible {
  let width: Int
  let height: Int
  let resolution: Resolution

  /// Reads width, height, and both resolutions, in the order of the editions before 2011.
  init(_ reader: inout ByteReader) throws(MalformedData) {
    width = try reader.readSide("image width")
    height = try reader.readSide("image height")
    resolution = try reader.readResolution()
  }

  init(width: Int, height: Int, resolution: Resolution) {
    self.width = width
    self.height = height
    self.resolution = resolution
  }

  var description: String { "\(width)x\(height)" }
}

extension ByteReader {
  mutating func readSide(_ what: String) throws(MalformedData) -> Int {
    let start = offset
    let side = Int(try readUInt16(what))
    guard (1...MinutiaeTemplate.maximumSide).contains(side) else {
      throw malformed("\(what) of 1 to \(MinutiaeTemplate.maximumSide), found \(side)", at: start)
    }
    return side
  }

  /// Reads both resolutions in pixels per centimetre; they must agree.
  mutating func readResolution() throws(MalformedData) -> Resolution {
    let start = offset
    let horizontal = try readUInt16("horizontal resolution")
    let vertical = try readUInt16("vertical resolution")
    guard horizontal == vertical,
      let resolution = Resolution(pixelsPerCentimetre: Double(horizontal))
    else {
      throw malformed(
        "one resolution of 20 to 1968 pixels per centimetre, found \(horizontal) x \(vertical)",
        at: start)
    }
    return resolution
  }

  mutating func readFinger() throws(MalformedData) -> FingerPosition {
    let start = offset
    let code = try readUInt8("finger position")
    guard code <= 10, let finger = FingerPosition(rawValue: code) else {
      throw malformed("a finger position of 0 to 10, found \(code)", at: start)
    }
    return finger
  }

  mutating func readIdentifier(_ what: String) throws(MalformedData) -> CBEFFIdentifier {
    CBEFFIdentifier(organisation: try readUInt16(what), product: try readUInt16(what))
  }
}

extension ByteWriter {
  mutating func write(_ identifier: CBEFFIdentifier) {
    write(identifier.organisation)
    write(identifier.product)
  }
}
