// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

@Suite("Damaged image files")
struct ImageRobustnessTests {
  /// One file of each format and of each kind that our encoders do not write.
  private static func samples() throws -> [[UInt8]] {
    let image = try TestPictures.ramp(24, 20)
    return try ImageFormat.allCases.map { try ImageFile.encode(image, as: $0) } + [
      ForeignFiles.rgbaJP2, ForeignFiles.tiledJ2K, ForeignFiles.progressiveJPEG,
      ForeignFiles.cmykJPEG, Array("P2 2 2 255 1 2 3 4 ".utf8),
    ]
  }

  /// A typed error or an image whose sides fit its pixels, which `GrayImage` sees to.
  private func survive(_ bytes: [UInt8]) {
    do throws(ImageError) {
      _ = try ImageFile.decode(bytes)
    } catch {
      #expect(!error.message.isEmpty)
    }
  }

  @Test("Every prefix of every kind of file is a typed error or an image")
  func prefixes() throws {
    for bytes in try Self.samples() {
      for count in bytes.indices { survive(Array(bytes[..<count])) }
    }
  }

  @Test("A file cut in its middle is never taken for a whole one", arguments: ImageFormat.allCases)
  func cut(format: ImageFormat) throws {
    let bytes = try ImageFile.encode(try TestPictures.ramp(24, 20), as: format)
    for count in [bytes.count / 4, bytes.count / 2, bytes.count * 9 / 10] {
      #expect(throws: ImageError.self) { try ImageFile.decode(Array(bytes[..<count])) }
    }
  }

  @Test("10,000 files with flipped bytes are typed errors or images")
  func flips() throws {
    var random = SeededBytes(seed: 20)
    let samples = try Self.samples()
    for round in 0..<10_000 {
      var bytes = samples[round % samples.count]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      survive(bytes)
    }
  }

  @Test("Limits hold for the file's bytes, the pixels, the longer side and the memory")
  func limits() throws {
    let image = try TestPictures.ramp(200, 100)
    for format in ImageFormat.allCases {
      let bytes = try ImageFile.encode(image, as: format)
      for limits in [
        ImageLimits(pixels: 19_999, side: 200, fileSize: 100_000, memory: 1 << 24),
        ImageLimits(pixels: 20_000, side: 199, fileSize: 100_000, memory: 1 << 24),
        ImageLimits(pixels: 20_000, side: 200, fileSize: bytes.count - 1, memory: 1 << 24),
        ImageLimits(pixels: 20_000, side: 200, fileSize: 100_000, memory: 19_999),
      ] {
        let error = #expect(throws: ImageError.self) {
          try ImageFile.decode(bytes, limits: limits)
        }
        #expect(error?.code == "too-large", "\(format)")
      }
    }
  }
}
