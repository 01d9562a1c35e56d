// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Imaging

@Suite("Damaged WSQ files")
struct WSQDamageTests {
  private static func samples() throws -> [[UInt8]] {
    [
      try WSQPieces.file(61, 43).bytes,
      try WSQPieces.file(40, 50, rate: 0.75, filters: .twoSix).bytes,
      try WSQPieces.file(9, 80, rate: 6, filters: .fiveThree).bytes,
    ]
  }

  @Test("Every prefix is a typed error")
  func prefixes() throws {
    for bytes in try Self.samples() {
      for count in bytes.indices {
        let error = #expect(throws: ImageError.self) {
          try ImageFile.decode(Array(bytes[..<count]))
        }
        let expected = count < 3 ? ["unsupported-format"] : ["truncated", "damaged"]
        #expect(expected.contains(error?.code ?? ""))
      }
    }
  }

  @Test("10,000 files with flipped bytes are typed errors or images of their size")
  func flips() throws {
    var random = SeededBytes(seed: 21)
    let samples = try Self.samples()
    // Flips in sizes would ask for images so large that the test takes minutes.
    let limits = ImageLimits(pixels: 20_000, side: 2000, fileSize: 1 << 20, memory: 1 << 20)
    for round in 0..<10_000 {
      var bytes = samples[round % samples.count]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] ^=
          1
          << UInt8.random(
            in: 0...7, using: &random)
      }
      do throws(ImageError) {
        let image = try ImageFile.decode(bytes, limits: limits)
        #expect(image.pixels.count == image.width * image.height)
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }

  @Test("Numbers as large as the format allows give an image, whatever it shows")
  func largeNumbers() throws {
    var pieces = try WSQPieces.file(61, 43)
    for place in pieces.pieces.indices {
      switch WSQMarker(rawValue: pieces.pieces[place].marker) {
      case .transformTable:
        for tap in 0..<9 {
          pieces.pieces[place].content.replaceSubrange(
            3 + 6 * tap..<8 + 6 * tap, with: [0, 255, 255, 255, 255])
        }
      case .quantizationTable:
        for start in stride(from: 3, to: 3 + 3 * 128, by: 3) {
          let width = start..<start + 3
          if pieces.pieces[place].content[width].allSatisfy({ $0 == 0 }) { continue }
          pieces.pieces[place].content.replaceSubrange(width, with: [0, 255, 255])
        }
      default: break
      }
    }
    #expect(try ImageFile.decode(pieces.bytes).pixels.count == 61 * 43)
  }
}
