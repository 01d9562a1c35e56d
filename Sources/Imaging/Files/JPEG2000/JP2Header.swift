// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Bytes

/// What the header box of a JP2 file says beyond its codestream (ISO/IEC 15444-1 I.5.3).
struct JP2Header {
  /// Colour spaces by their enumerated number, I.5.3.3; others cannot be made grey simply.
  private enum ColourSpace: UInt32 {
    case cmyk = 12
    case rgb = 16
    case gray = 17
    case lumaFirst = 18
  }

  private var colourSpace: ColourSpace?
  private var unsupported: String?
  /// The component that is the opacity of the whole image.
  private var opacity: Int?
  private var capture: JP2Resolution?
  private var display: JP2Resolution?

  init(_ content: ByteReader) throws(MalformedData) {
    for box in try JP2Box.all(in: content) {
      switch box.type {
      case "colr": try readColours(box.content)
      case "pclr": unsupported = "a palette"
      case "cdef": try readChannels(box.content)
      case "res ": try readResolutions(box.content)
      default: break
      }
    }
  }

  /// What the components are for, of which the codestream has so many; throws `colour-space`.
  func channels(of componentCount: Int) throws(ImageError) -> J2KChannels {
    if let unsupported {
      throw ImageError(
        .colourSpace, "The JP2 image has \(unsupported). Convert it to grey or RGB first.")
    }
    guard let colourSpace else {
      return try J2KChannels(usualFor: componentCount, alpha: opacity)
    }
    return J2KChannels(colours: colourSpace == .rgb ? 3 : 1, alpha: opacity)
  }

  /// The resolution of capture, else of display; nil where the file does not say or says what no
  /// image has. Throws `non-square-pixels`.
  func resolution() throws(ImageError) -> Resolution? {
    guard let said = capture ?? display, let across = said.across, let down = said.down else {
      return nil
    }
    return try Resolution.common(across, down, format: "JP2")
  }

  /// The first colour box that is understood counts, as the standard wants.
  private mutating func readColours(_ content: ByteReader) throws(MalformedData) {
    guard colourSpace == nil, unsupported == nil else { return }
    var reader = content
    let method = try reader.readUInt8("a colour method")
    _ = try reader.readBytes(2, "colour precedence and approximation")
    switch method {
    case 1: note(try reader.readUInt32("a colour space number"))
    case 2: try readProfile(&reader)
    default: break
    }
  }

  private mutating func note(_ number: UInt32) {
    colourSpace = ColourSpace(rawValue: number)
    if colourSpace == .cmyk { unsupported = "colours of print (CMYK)" }
    if colourSpace == nil { unsupported = "colours of a kind unknown here (number \(number))" }
  }

  /// The data colour space of an ICC profile stands at its byte 16.
  private mutating func readProfile(_ reader: inout ByteReader) throws(MalformedData) {
    _ = try reader.readBytes(16, "the start of a colour profile")
    switch String(decoding: try reader.readBytes(4, "a profile's colours"), as: UTF8.self) {
    case "GRAY": colourSpace = .gray
    case "RGB ": colourSpace = .rgb
    default: unsupported = "a colour profile that is neither grey nor RGB"
    }
  }

  /// Channel definitions: type 1 of association 0 is the opacity; colours must keep their order.
  private mutating func readChannels(_ content: ByteReader) throws(MalformedData) {
    var reader = content
    for _ in 0..<(try reader.readUInt16("the number of channels")) {
      let component = Int(try reader.readUInt16("a channel"))
      let type = try reader.readUInt16("a channel type")
      let association = Int(try reader.readUInt16("a channel association"))
      if type == 1, association == 0 { opacity = component }
      if type == 0, association != component + 1 { unsupported = "colours in an unusual order" }
    }
  }

  private mutating func readResolutions(_ content: ByteReader) throws(MalformedData) {
    for box in try JP2Box.all(in: content) {
      if box.type == "resc" { capture = try JP2Resolution(box.content) }
      if box.type == "resd" { display = try JP2Resolution(box.content) }
    }
  }
}

/// A resolution box: pixels per metre down and across as fraction and power of ten (I.5.3.7).
struct JP2Resolution {
  let across: Resolution?
  let down: Resolution?

  init(_ resolution: Resolution) {
    across = resolution
    down = resolution
  }

  init(_ content: ByteReader) throws(MalformedData) {
    var reader = content
    var fractions: [Double] = []
    for _ in 0..<2 {
      let numerator = try reader.readUInt16("a numerator")
      let denominator = try reader.readUInt16("a denominator")
      fractions.append(Double(numerator) / Double(max(denominator, 1)))
    }
    let exponents = [
      Int8(bitPattern: try reader.readUInt8("an exponent")),
      Int8(bitPattern: try reader.readUInt8("an exponent")),
    ]
    down = Self.resolution(fractions[0], exponents[0])
    across = Self.resolution(fractions[1], exponents[1])
  }

  /// The capture resolution box. With 254 below the line, hundredths of pixels per inch are exact up
  /// to 655 and tenths above.
  var captureBox: [UInt8] {
    let pixelsPerInch = across?.pixelsPerInch ?? 0
    let fine = pixelsPerInch < 655
    return JP2Box.bytes("resc") {
      for _ in 0..<2 {
        $0.write(UInt16((pixelsPerInch * (fine ? 100 : 10)).rounded()))
        $0.write(254 as UInt16)
      }
      for _ in 0..<2 { $0.write(fine ? 2 : 3 as UInt8) }
    }
  }

  /// Whole pixels per inch that the fraction misses by rounding alone are taken for the true value.
  private static func resolution(_ fraction: Double, _ exponent: Int8) -> Resolution? {
    var perMetre = fraction
    for _ in 0..<exponent.magnitude { perMetre = exponent < 0 ? perMetre / 10 : perMetre * 10 }
    let exact = perMetre * 0.0254
    let whole = exact.rounded()
    return Resolution(pixelsPerInch: abs(exact - whole) < 0.005 ? whole : exact)
  }
}
