// SPDX-License-Identifier: Apache-2.0

/// Two pixels in four bytes that share their colour: YUY2 and UYVY.
struct PackedYUV {
  private let width: Int
  private let height: Int
  private let luma: Int

  /// Takes the size, and the place of Y in a pair of bytes: 0 or 1.
  init(_ mode: VideoMode, lumaAt luma: Int) {
    (width, height, self.luma) = (mode.width, mode.height, luma)
  }

  /// Bytes of a row, whose last pixel has its pair even when there is none.
  private var rowBytes: Int { (width + 1) / 2 * 4 }

  /// Nil for a wrong count of bytes.
  func gray(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count == rowBytes * height else { return nil }
    return unsafe PixelLoop.make(count: width * height, from: bytes) { source, target in
      for y in 0..<height {
        let (from, to) = (y * rowBytes + luma, y * width)
        for x in 0..<width { unsafe target[to &+ x] = source[from &+ 2 &* x] }
      }
    }
  }

  /// Red, green, blue; nil for a wrong count of bytes.
  func colour(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count == rowBytes * height else { return nil }
    let chroma = 1 - luma
    return unsafe PixelLoop.make(count: 3 * width * height, from: bytes) { source, target in
      for y in 0..<height {
        for x in 0..<width {
          let pair = y * rowBytes + x / 2 * 4
          let pixel = unsafe YUVPixel(
            y: source[y * rowBytes + 2 * x + luma], u: source[pair + chroma],
            v: source[pair + chroma + 2])
          let to = 3 * (y * width + x)
          unsafe (target[to], target[to + 1], target[to + 2]) = pixel.rgb
        }
      }
    }
  }
}

/// All Y, then U and V by turns for each 2 x 2 pixels: NV12.
struct PlanarYUV {
  private let width: Int
  private let height: Int

  init(_ mode: VideoMode) { (width, height) = (mode.width, mode.height) }

  /// Red, green, blue; nil for a wrong count of bytes.
  func colour(_ bytes: [UInt8]) -> [UInt8]? {
    let chromaRow = (width + 1) / 2 * 2
    guard bytes.count == width * height + chromaRow * ((height + 1) / 2) else { return nil }
    return unsafe PixelLoop.make(count: 3 * width * height, from: bytes) { source, target in
      for y in 0..<height {
        for x in 0..<width {
          let chroma = width * height + y / 2 * chromaRow + x / 2 * 2
          let pixel = unsafe YUVPixel(
            y: source[y * width + x], u: source[chroma], v: source[chroma + 1])
          let to = 3 * (y * width + x)
          unsafe (target[to], target[to + 1], target[to + 2]) = pixel.rgb
        }
      }
    }
  }
}

/// A pixel by the colours that uncompressed video has where it says nothing else: ITU-R BT.601, Y from
/// 16 to 235 (UVC 1.5, 3.9.2.6).
struct YUVPixel {
  let y: UInt8
  let u: UInt8
  let v: UInt8

  /// The matrix of BT.601 in 1/256.
  var rgb: (UInt8, UInt8, UInt8) {
    let light = 298 * (Int32(y) - 16) + 128
    let (blue, red) = (Int32(u) - 128, Int32(v) - 128)
    return (
      Self.byte(light + 409 * red), Self.byte(light - 100 * blue - 208 * red),
      Self.byte(light + 516 * blue)
    )
  }

  private static func byte(_ value: Int32) -> UInt8 { UInt8(clamping: value >> 8) }
}
