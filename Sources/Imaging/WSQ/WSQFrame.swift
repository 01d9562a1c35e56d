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
  init(of image: GrayImage, kernels: any WSQKernels) {
    width = image.width
    height = image.height
    var sum: UInt64 = 0
    var (darkest, lightest) = (UInt32.max, UInt32.min)
    var row: [UInt32] = [0, 0, 0]
    image.pixels.withUnsafeBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      for y in 0..<image.height {
        kernels.range(base + y * image.width, count: image.width, result: &row)
        sum += UInt64(row[0])
        darkest = min(darkest, row[1])
        lightest = max(lightest, row[2])
      }
    }
    shift = Double(sum) / Double(image.pixels.count)
    let reach = max(shift - Double(darkest), Double(lightest) - shift)
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
