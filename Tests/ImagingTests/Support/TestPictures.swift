// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

/// Small made pictures for tests.
enum TestPictures {
  /// A slanted ramp with a little texture, so that rows, columns and directions all differ.
  static func ramp(_ width: Int, _ height: Int, ppi: Double? = 500) throws -> GrayImage {
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { pixels.append(UInt8((x * 3 + y * 5 + (x * y) % 7) % 256)) }
    }
    let resolution = ppi.flatMap { Resolution(pixelsPerInch: $0) }
    let image = GrayImage(width: width, height: height, pixels: pixels, resolution: resolution)
    return try #require(image)
  }

  /// A sine grating whose waves run along `angle` (radians), of 100 levels about 128.
  static func grating(
    period: Double, angle: Double = 0.5, width: Int, height: Int, ppi: Double? = 500
  ) throws -> GrayImage {
    let wave = 2 * Double.pi / period
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        let along = Double(x) * Elementary.cos(angle) + Double(y) * Elementary.sin(angle)
        pixels.append(UInt8((128 + 100 * Elementary.sin(along * wave)).rounded()))
      }
    }
    let resolution = ppi.flatMap { Resolution(pixelsPerInch: $0) }
    return try #require(
      GrayImage(width: width, height: height, pixels: pixels, resolution: resolution))
  }

  /// One grey all over.
  static func plain(_ level: UInt8, _ width: Int = 128, _ height: Int = 128) throws -> GrayImage {
    let pixels = [UInt8](repeating: level, count: width * height)
    return try #require(
      GrayImage(width: width, height: height, pixels: pixels, resolution: .standard))
  }

  /// Dark ridges in a disc of 8 mm on 12x12 mm of light grey paper that is lit from one side.
  static func print(ppi: Double) throws -> GrayImage {
    let pixelsPerMillimetre = ppi / 25.4
    let side = Int(12 * pixelsPerMillimetre)
    var pixels: [UInt8] = []
    for y in 0..<side {
      for x in 0..<side {
        let (u, v) = (Double(x) / pixelsPerMillimetre - 6, Double(y) / pixelsPerMillimetre - 6)
        let radius = (u * u + v * v).squareRoot()
        let wave = Elementary.sin(radius * 2 * .pi / 0.45)
        let paper = 180 + 5 * u
        pixels.append(UInt8(radius < 4 ? paper - 60 + 60 * wave : paper))
      }
    }
    return try #require(
      GrayImage(
        width: side, height: side, pixels: pixels, resolution: Resolution(pixelsPerInch: ppi)))
  }

  /// FNV-1a, 64 bits.
  static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension GrayImage {
  /// Light for dark.
  func negative() throws -> GrayImage {
    try #require(
      GrayImage(
        width: width, height: height, pixels: pixels.map { 255 - $0 }, resolution: resolution))
  }
}
