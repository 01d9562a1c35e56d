// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Testing
import USB

@testable import Camera

@Suite struct VideoFunctionTests {
  private static func functions(_ bytes: [UInt8]) throws -> [VideoFunction] {
    try VideoFunction.all(in: DescriptorSet(parsing: bytes))
  }

  private static var whole: [UInt8] {
    var script = CameraScript()
    script.formats = PixelFormat.allCases
    return UVCCameraModel(script).descriptors
  }

  @Test func everythingThatACameraSaysIsRead() throws {
    let found = try Self.functions(Self.whole)
    let camera = try #require(found.first)
    #expect(found.count == 1)
    #expect(camera.control.release == 0x0110)
    #expect(camera.control.clockFrequency == 30_000_000)
    #expect(camera.interfaces == [0, 1])
    #expect(camera.modes.map(\.format) == PixelFormat.allCases)
    #expect(camera.modes.allSatisfy { $0.width == 640 && $0.height == 480 })
    #expect(camera.modes.first?.intervals.values == [333_333, 666_666])
    #expect(camera.modes.first?.description == "GREY 640x480, up to 30 a second")
    let stream = try #require(camera.streams.first)
    #expect(stream.settings.map(\.bytesPerInterval) == [1024, 2048, 3072])
    #expect(stream.endpoint == 0x81)
    #expect(camera.control.chain(to: stream.terminal).map(\.id) == [3, 4, 2, 1])
  }

  @Test func aRingOfUnitsIsGoneRoundOnce() throws {
    var bytes = Self.whole
    // The processing unit takes its pictures from the lamps' unit, which takes them from it.
    let processing = try #require(bytes.range(of: [12, 0x24, 5, 2, 1]))
    bytes[processing.lowerBound + 4] = 4
    let camera = try #require(try Self.functions(bytes).first)
    #expect(camera.control.chain(to: 3).map(\.id) == [3, 4, 2])
  }

  @Test func truncatedDescriptorsAreRefusedOrReadInPart() throws {
    let bytes = Self.whole
    for count in 0..<bytes.count {
      // Also with a total length that hides the cut from the parser before.
      var cut = Array(bytes.prefix(count))
      _ = try? Self.functions(cut)
      guard count > 27 else { continue }
      let total = count - 18
      cut[20] = UInt8(total & 255)
      cut[21] = UInt8(total >> 8)
      _ = try? Self.functions(cut)
    }
  }

  @Test func everyByteMayLie() throws {
    let bytes = Self.whole
    var sane = 0
    for index in bytes.indices {
      for value in [0, 1, 2, 0x7f, 0x80, 0xff] as [UInt8] {
        var lie = bytes
        lie[index] = value
        guard let cameras = try? Self.functions(lie) else { continue }
        for mode in cameras.flatMap(\.modes) {
          #expect(mode.mostBytes <= 4 * FrameSize.mostPixels + 65_536)
          sane += 1
        }
      }
    }
    #expect(sane > 1000)
  }

  @Test(arguments: [
    ("Y800", PixelFormat.gray8), ("Y8  ", .gray8), ("GREY", .gray8), ("grey", .gray8),
    ("2\0\0\0", .gray8), ("Y16 ", .gray16), ("YUY2", .yuy2), ("YUYV", .yuy2), ("NV12", .nv12),
    ("MJPG", .mjpeg), ("UYVY", .uyvy),
  ])
  func formatsAreKnownInAllSpellings(_ code: String, _ format: PixelFormat) {
    #expect(PixelFormat(VideoGUID(code: code)) == format)
  }

  @Test func infraredGreyIsKnownByItsNumber() {
    // KSMEDIA's L8_IR differs from Direct3D's L8 behind the code.
    let bytes: [UInt8] = [0x32, 0, 0, 0, 2, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]
    #expect(PixelFormat(VideoGUID(bytes)) == .gray8)
    #expect(VideoGUID(bytes).description == "00000032-0002-0010-8000-00aa00389b71")
    #expect(PixelFormat(VideoGUID(code: "H264")) == nil)
  }

  @Test func sizesOutOfAllReasonAreNoModes() {
    #expect(PixelFormat.yuy2.frameBytes(width: 65_535, height: 65_535) == nil)
    #expect(PixelFormat.gray8.frameBytes(width: 0, height: 480) == nil)
    #expect(PixelFormat.nv12.frameBytes(width: 3, height: 3) == 9 + 4 * 2)
  }
}

extension [UInt8] {
  /// Where these bytes stand for the first time.
  func range(of part: [UInt8]) -> Range<Int>? {
    indices.first { self[$0...].starts(with: part) }.map { $0..<$0 + part.count }
  }
}
