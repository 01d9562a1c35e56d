// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Imaging
import Testing

@Suite("Image files")
struct ImageFileTests {
  static let lossless: [ImageFormat] = [.png, .pgm, .jp2, .j2k]
  static let withResolution: [ImageFormat] = [.png, .jpeg, .jp2]

  @Test("A lossless format gives back the pixels", arguments: lossless, [37, 1, 64])
  func pixelsRoundTrip(format: ImageFormat, width: Int) throws {
    let image = try TestPictures.ramp(width, 23)
    let back = try ImageFile.decode(try ImageFile.encode(image, as: format))
    #expect(back.pixels == image.pixels)
    #expect(back.width == width && back.height == 23)
  }

  @Test("A lossy file stays close and gets smaller with its quality")
  func lossy() throws {
    let image = try TestPictures.grating(period: 9, width: 128, height: 96)
    func bytes(_ options: EncodingOptions, _ format: ImageFormat) throws -> [UInt8] {
      let bytes = try ImageFile.encode(image, as: format, options: options)
      let back = try ImageFile.decode(bytes)
      let error = zip(back.pixels, image.pixels).map { abs(Int($0) - Int($1)) }.reduce(0, +)
      #expect(Double(error) / Double(image.pixels.count) < 8)
      return bytes
    }
    let jpeg = try [50, 95].map { try bytes(EncodingOptions(jpegQuality: $0), .jpeg).count }
    #expect(jpeg[0] < jpeg[1])
    let jp2 = try bytes(EncodingOptions(bitsPerPixel: 0.75), .jp2).count
    #expect(abs(Double(jp2) * 8 / Double(image.pixels.count) - 0.75) < 0.15)
  }

  @Test(
    "The resolution comes back exactly", arguments: withResolution,
    [250, 500, 569, 1000, 1200] as [Double])
  func resolutionRoundTrip(format: ImageFormat, ppi: Double) throws {
    let bytes = try ImageFile.encode(try TestPictures.ramp(16, 16, ppi: ppi), as: format)
    #expect(try ImageFile.decode(bytes).resolution?.pixelsPerInch == ppi)
  }

  @Test(
    "An image without resolution comes back without one",
    arguments: ImageFormat.allCases.filter { $0 != .wsq })
  func noResolution(format: ImageFormat) throws {
    let bytes = try ImageFile.encode(try TestPictures.ramp(40, 40, ppi: nil), as: format)
    #expect(try ImageFile.decode(bytes).resolution == nil)
  }

  @Test("The format is known by content", arguments: ImageFormat.allCases)
  func content(format: ImageFormat) throws {
    let bytes = try ImageFile.encode(try TestPictures.ramp(8, 8), as: format)
    #expect(ImageFormat(content: bytes) == format)
  }

  @Test("The format is known by the ending of the file's name")
  func endings() throws {
    #expect(ImageFormat(path: "/a.b/right-thumb.PNG") == .png)
    #expect(ImageFormat(path: "a.jpeg") == .jpeg)
    #expect(ImageFormat(path: "/a.png/right-thumb") == nil)
    #expect(ImageFormat(path: "png") == nil)
    #expect(ImageFormat(path: "") == nil)
  }

  @Test("Bytes of no format are refused", arguments: ["GIF89a", "", "P", "P7\n", "hello"])
  func unknownFormat(text: String) {
    let error = #expect(throws: ImageError.self) { try ImageFile.decode(Array(text.utf8)) }
    #expect(error?.code == "unsupported-format")
  }

  @Test("Options outside their range are refused")
  func options() throws {
    let image = try TestPictures.ramp(8, 8)
    for (options, format) in [
      (EncodingOptions(jpegQuality: 0), .jpeg), (EncodingOptions(jpegQuality: 101), .jpeg),
      (EncodingOptions(bitsPerPixel: 0), .jp2), (EncodingOptions(bitsPerPixel: .nan), .j2k),
      (EncodingOptions(bitsPerPixel: 9), .jp2), (EncodingOptions(bitsPerPixel: 0), .wsq),
    ] as [(EncodingOptions, ImageFormat)] {
      let error = #expect(throws: ImageError.self) {
        try ImageFile.encode(image, as: format, options: options)
      }
      #expect(error?.code == "bad-option")
    }
  }

  @Test("A file is written whole and read back; a given resolution counts instead of its own")
  func readWrite() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).png").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let image = try TestPictures.ramp(20, 10)
    try ImageFile.write(image, path: path)
    #expect(try ImageFile.read(path: path) == image)
    let thousand = try #require(Resolution(pixelsPerInch: 1000))
    #expect(try ImageFile.read(path: path, resolution: thousand).resolution == thousand)
  }

  @Test("Files that cannot be read or written are told apart")
  func fileErrors() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let image = try TestPictures.ramp(8, 8)
    func code(_ body: () throws -> Void) -> String? {
      #expect(throws: ImageError.self, performing: body)?.code
    }
    #expect(code { _ = try ImageFile.read(path: "\(folder)/none-\(UUID())") } == "unreadable-file")
    #expect(code { _ = try ImageFile.read(path: folder) } == "unreadable-file")
    let nowhere = "\(folder)/none-\(UUID())/a.png"
    #expect(code { try ImageFile.write(image, path: nowhere) } == "unwritable-file")
    #expect(code { try ImageFile.write(image, path: "a.gif") } == "unsupported-format")
  }
}
