// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Testing

@testable import Camera

@Suite struct PictureTests {
  private static func frame(
    _ format: PixelFormat, _ width: Int, _ height: Int, _ bytes: [UInt8],
    _ quirks: CameraQuirks = CameraQuirks()
  ) -> CameraFrame {
    CameraFrame(
      AssembledFrame(bytes: bytes, presentationTime: nil, isStill: false),
      mode: .test(format, width, height), number: 1, arrival: .now, quirks: quirks)
  }

  @Test func greyIsTakenAsItIs() throws {
    let picture = try Self.frame(.gray8, 3, 2, [1, 2, 3, 4, 5, 6]).gray()
    #expect(picture.pixels == [1, 2, 3, 4, 5, 6])
    #expect((picture.width, picture.height) == (3, 2))
    #expect(try Self.frame(.gray8, 1, 1, [9]).colour().pixels == [9, 9, 9])
  }

  @Test func wideGreyIsCutToItsHighestUsedBits() throws {
    let bytes: [UInt8] = [0x34, 0x12, 0xff, 0x03]
    #expect(try Self.frame(.gray16, 2, 1, bytes).gray().pixels == [0x12, 0x03])
    var quirks = CameraQuirks()
    quirks.significantBits = 10
    #expect(try Self.frame(.gray16, 2, 1, bytes, quirks).gray().pixels == [255, 255])
    #expect(try Self.frame(.gray16, 1, 1, [0x04, 0x02], quirks).gray().pixels == [0x81])
  }

  @Test func packedColoursGiveTheirLuma() throws {
    #expect(try Self.frame(.yuy2, 2, 1, [10, 128, 20, 128]).gray().pixels == [10, 20])
    #expect(try Self.frame(.uyvy, 2, 1, [128, 10, 128, 20]).gray().pixels == [10, 20])
    // A row of odd length has a pair more.
    let odd: [UInt8] = [10, 128, 20, 128, 30, 128, 0, 128]
    #expect(try Self.frame(.yuy2, 3, 1, odd).gray().pixels == [10, 20, 30])
    #expect(try Self.frame(.nv12, 2, 2, [1, 2, 3, 4, 128, 128]).gray().pixels == [1, 2, 3, 4])
  }

  @Test(
    arguments: [
      // Y, U, V of white, black and the primaries at 100 % by BT.601, and what they are in RGB.
      ([235, 128, 128], [255, 255, 255]), ([16, 128, 128], [0, 0, 0]),
      ([81, 90, 240], [255, 0, 0]),
      ([145, 54, 34], [0, 255, 0]), ([41, 240, 110], [0, 0, 255]),
    ] as [([UInt8], [UInt8])])
  func coloursAreThoseOfTheStandard(_ yuv: [UInt8], _ rgb: [UInt8]) throws {
    let (y, u, v) = (yuv[0], yuv[1], yuv[2])
    let pictures = [
      try Self.frame(.yuy2, 2, 1, [y, u, y, v]).colour(),
      try Self.frame(.uyvy, 2, 1, [u, y, v, y]).colour(),
      try Self.frame(.nv12, 2, 1, [y, y, u, v]).colour(),
    ]
    for picture in pictures {
      for (found, wanted) in zip(picture.pixels, rgb + rgb) {
        #expect(abs(Int(found) - Int(wanted)) <= 2)
      }
    }
  }

  @Test(arguments: [true, false], [0, 3])
  func jpegWithoutTablesIsDecodedExactly(_ isColour: Bool, _ restarts: Int) throws {
    let jpeg = FlatJPEG(width: 64, height: 32, isColour: isColour, restartInterval: restarts) {
      x, y in UInt8(x * 30 + y)
    }
    #expect(jpeg.bytes.range(of: [0xff, 0xc4]) == nil)
    let frame = Self.frame(.mjpeg, 64, 32, jpeg.bytes)
    let gray = try frame.gray()
    for y in 0..<32 {
      for x in 0..<64 { #expect(gray.pixels[y * 64 + x] == UInt8(x / 8 * 30 + y / 8)) }
    }
    let colour = try frame.colour()
    #expect(colour.pixels == gray.pixels.flatMap { [$0, $0, $0] })
  }

  @Test func aJPEGThatLostAPieceIsRefused() throws {
    let jpeg = FlatJPEG(width: 64, height: 128, isColour: false) {
      UInt8(truncatingIfNeeded: $0 &* 37 &+ $1 &* 91)
    }
    let scan = try #require(JPEGStructure(jpeg.bytes)).firstScan + 10
    for start in scan..<jpeg.bytes.count - 34 {
      let bytes = jpeg.bytes[..<start] + jpeg.bytes[(start + 32)...]
      let frame = Self.frame(.mjpeg, 64, 128, Array(bytes))
      #expect(throws: CameraError.self) { try frame.verified() }
    }
  }

  @Test func anyPrefixAndAnyFlippedByteIsTakenWithoutATrap() {
    let jpeg = FlatJPEG(width: 32, height: 32, isColour: true) { UInt8($0 + $1) }
    for count in jpeg.bytes.indices {
      #expect(JPEGStructure(Array(jpeg.bytes.prefix(count))) == nil)
      var bytes = jpeg.bytes
      bytes[count] ^= 0x55
      _ = try? Self.frame(.mjpeg, 32, 32, bytes).colour()
    }
  }

  @Test func theTypicalTablesAreComplete() {
    let segment = HuffmanTables.segment
    #expect(segment.count == 420)
    #expect(Array(segment.prefix(4)) == [0xff, 0xc4, 0x01, 0xa2])
  }

  @Test func picturesAreTurnedUpright() throws {
    var quirks = CameraQuirks()
    quirks.orientation = .upsideDown
    let bytes: [UInt8] = [1, 2, 3, 4, 5, 6]
    #expect(try Self.frame(.gray8, 3, 2, bytes, quirks).gray().pixels == [6, 5, 4, 3, 2, 1])
    quirks.orientation = .mirrored
    #expect(try Self.frame(.gray8, 3, 2, bytes, quirks).gray().pixels == [3, 2, 1, 6, 5, 4])
    let colours = Picture(width: 2, height: 1, channels: .colour, pixels: bytes)
    #expect(colours?.turned(by: .upsideDown).pixels == [4, 5, 6, 1, 2, 3])
  }

  @Test func aFrameOfAWrongSizeIsRefused() {
    for format in PixelFormat.allCases {
      #expect(throws: CameraError.self) { try Self.frame(format, 4, 4, [1, 2, 3]).colour() }
    }
  }

  @Test func noPixelReachesALog() throws {
    let frame = Self.frame(.gray8, 2, 1, [77, 78])
    #expect(!"\(frame)".contains("77"))
    #expect(!"\(try frame.gray())".contains("77"))
    #expect(frame.debugDescription == "frame 1, GREY 2x1")
  }
}
