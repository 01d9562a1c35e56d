// SPDX-License-Identifier: Apache-2.0

/// Netpbm's grey map: P5 (binary, 8 or 16 bits) and P2 (text) in, 8-bit P5 out; no resolution.
enum PGM: ImageCodec {
  static let fileEndings = ["pgm"]

  static func recognizes(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 2, bytes[0] == UInt8(ascii: "P") else { return false }
    return [UInt8(ascii: "5"), UInt8(ascii: "2")].contains(bytes[1]) && PGMText.isSpace(bytes[2])
  }

  static func decode(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> GrayImage {
    var text = PGMText(bytes, from: 2)
    let width = try text.number("the width", upTo: Int(Int32.max))
    let height = try text.number("the height", upTo: Int(Int32.max))
    let white = try text.number("the maximum value", upTo: 65535)
    guard width > 0, height > 0, white > 0 else {
      throw ImageError(.damaged, "The PGM header has a zero for a size or the maximum value.")
    }
    guard width <= limits.side, height <= limits.side,
      width * height <= min(limits.pixels, limits.memory)
    else {
      throw ImageError.tooManyPixels(width, height, limits, format: "PGM")
    }
    let binary = bytes[1] == UInt8(ascii: "5")
    let pixels =
      binary
      ? try raster(bytes, from: text.position + 1, count: width * height, white: white)
      : try values(&text, count: width * height, white: white)
    guard let image = GrayImage(width: width, height: height, pixels: pixels, resolution: nil)
    else { throw ImageError.tooManyPixels(width, height, limits, format: "PGM") }
    return image
  }

  static func encode(
    _ image: GrayImage, options: EncodingOptions
  ) throws(ImageError) -> [UInt8] {
    Array("P5\n\(image.width) \(image.height)\n255\n".utf8) + image.pixels
  }

  /// The binary samples after the single space that ends the header.
  private static func raster(
    _ bytes: [UInt8], from start: Int, count: Int, white: Int
  ) throws(ImageError) -> [UInt8] {
    let bytesPerSample = white < 256 ? 1 : 2
    guard bytes.count - start >= count * bytesPerSample else {
      throw ImageError(
        .truncated,
        "The PGM image ends \(count * bytesPerSample - (bytes.count - start)) bytes before its last"
          + " pixel. Fetch the file again.")
    }
    if white == 255 { return Array(bytes[start..<start + count]) }
    var pixels = [UInt8](repeating: 0, count: count)
    for i in 0..<count {
      let at = start + i * bytesPerSample
      let value = bytesPerSample == 1 ? Int(bytes[at]) : Int(bytes[at]) << 8 | Int(bytes[at + 1])
      pixels[i] = try byte(value, white: white)
    }
    return pixels
  }

  /// The text samples of P2; each takes two characters at least, which bounds `count` by the file.
  private static func values(
    _ text: inout PGMText, count: Int, white: Int
  ) throws(ImageError) -> [UInt8] {
    guard text.remaining >= count * 2 else {
      throw ImageError(.truncated, "The PGM image ends before its last pixel. Fetch it again.")
    }
    var pixels = [UInt8](repeating: 0, count: count)
    for i in 0..<count {
      pixels[i] = try byte(try text.number("a grey value", upTo: 65535), white: white)
    }
    return pixels
  }

  private static func byte(_ value: Int, white: Int) throws(ImageError) -> UInt8 {
    guard value <= white else {
      throw ImageError(.damaged, "The PGM image has the value \(value) above its maximum \(white).")
    }
    return UInt8((value * 255 + white / 2) / white)
  }
}

/// The numbers of a PGM file, between white space and comments.
struct PGMText {
  private let bytes: [UInt8]
  /// Of the byte to read next.
  private(set) var position: Int

  init(_ bytes: [UInt8], from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  var remaining: Int { bytes.count - position }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  /// Reads past one decimal number, which white space must follow (or, for the last, the end).
  mutating func number(_ name: String, upTo limit: Int) throws(ImageError) -> Int {
    skipSpace()
    var value = 0
    let start = position
    while position < bytes.count, (48...57).contains(bytes[position]) {
      value = value * 10 + Int(bytes[position] - 48)
      position += 1
      guard value <= limit else {
        throw ImageError(.damaged, "In the PGM image \(name) is more than \(limit).")
      }
    }
    let ended = position == bytes.count
    guard position > start, ended || Self.isSpace(bytes[position]) else {
      throw ImageError(
        ended ? .truncated : .damaged, "The PGM image has no number where \(name) should stand.")
    }
    return value
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "#") {
        position = bytes[position...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
      } else if !Self.isSpace(bytes[position]) {
        return
      } else {
        position += 1
      }
    }
  }
}
