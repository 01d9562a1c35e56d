// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The frame header: size of the image, and the line that takes grey to the numbers transformed.
struct WSQFrame: Hashable {
  let width: Int
  let height: Int
  /// Grey that became 0, the mean of the image.
  let shift: Double
  /// Grey levels to one unit of what was transformed.
  let scale: Double

  /// The parameter set that the encoder followed (part 3 of the specification).
  private static let encoder: UInt8 = 2
  /// Number of this software; those of certified encoders are given out by the FBI, and 0 and 1 are
  /// refused by validators.
  private static let software: UInt16 = 2

  /// Measures an image: mean grey, and the scale that takes the grey farthest from it to 128.
  init(of image: GrayImage) {
    width = image.width
    height = image.height
    var counts = [Int](repeating: 0, count: 256)
    for pixel in image.pixels { counts[Int(pixel)] += 1 }
    let sum = counts.indices.reduce(0) { $0 + $1 * counts[$1] }
    let mean = Double(sum) / Double(image.pixels.count)
    let darkest = counts.firstIndex { $0 > 0 } ?? 0
    let lightest = counts.lastIndex { $0 > 0 } ?? 255
    let reach = max(mean - Double(darkest), Double(lightest) - mean)
    shift = mean
    scale = reach > 0 ? reach / 128 : 1
  }

  /// Reads the content of the segment.
  init(_ content: ByteReader) throws(MalformedData) {
    var reader = content
    _ = try reader.readUInt16("the grey of black and white")
    height = Int(try reader.readUInt16("the height"))
    width = Int(try reader.readUInt16("the width"))
    shift = try ScaledNumber(short: &reader, "the mean grey").value
    scale = try ScaledNumber(short: &reader, "the grey scale").value
    guard width > 0, height > 0 else { throw content.malformed("a size above zero") }
  }

  /// The content of the segment.
  var content: [UInt8] {
    var writer = ByteWriter()
    writer.write([0, 255])  // the scanner's black and white
    writer.write(UInt16(height))
    writer.write(UInt16(width))
    writer.write(short: shift)
    writer.write(short: scale)
    writer.write(Self.encoder)
    writer.write(Self.software)
    return writer.bytes
  }
}
