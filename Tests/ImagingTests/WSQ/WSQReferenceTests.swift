// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Imaging

/// NIST's reference material: what certification asks of encoders, and the decoder's answers.
@Suite(
  "WSQ against NIST's reference material",
  .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"))
struct WSQReferenceTests {
  static let images = [
    "a001", "a002", "a039", "a070", "a076", "b124", "b158", "cmp00001", "cmp00004", "cmp00010",
    "cmp00014", "cmp00015", "cmp00018", "sample_01", "sample_03", "sample_04",
  ]

  @Test("The decoder is within one grey level of the reference", arguments: images)
  func decoder(name: String) throws {
    try expectEqual("ref_2.25/\(name).wsq", "nbis_recon_2.25/\(name).png")
  }

  @Test(
    "So it is with filters of other lengths",
    arguments: ["cmp00010", "cmp00014", "cmp00015"])
  func otherFilters(name: String) throws {
    try expectEqual("odd_filter/\(name).wsq", "odd_filter_recon/\(name).png")
  }

  /// The bounds of IAFIS-IC-0110 v3.1, annex AA.2.
  @Test("The encoder makes the reference's tables, bins and size", arguments: images)
  func encoder(name: String) throws {
    let image = try ImageFile.read(path: SharedData.path("wsq/raw/\(name).png"))
    let encoded = try ImageFile.encode(
      image, as: .wsq, options: EncodingOptions(bitsPerPixel: 2.25))
    let original = try SharedData.bytes("wsq/ref_2.25/\(name).wsq")
    let size = Double(try withoutComments(encoded)) / Double(try withoutComments(original))
    #expect(abs(size - 1) <= 0.004, "size is \(size) of the reference's")
    let file = try WSQFileReader.read(encoded, limits: .standard)
    let reference = try WSQFileReader.read(original, limits: .standard)
    #expect(file.quantization.centre == reference.quantization.centre)
    for (bins, other) in zip(file.quantization.bins, reference.quantization.bins) {
      #expect(abs(bins.width - other.width) <= 0.00051 * other.width)
      #expect(abs(bins.zeroWidth - other.zeroWidth) <= 0.00051 * other.zeroWidth)
    }
    try #require(file.bins.count == reference.bins.count)
    let errors = zip(file.bins, reference.bins).map { abs(Int($0) - Int($1)) }
    #expect(errors.allSatisfy { $0 <= 1 })
    #expect(errors.count { $0 > 0 } * 10_000 <= errors.count)
  }

  private func expectEqual(_ file: String, _ reconstruction: String) throws {
    let image = try ImageFile.read(path: SharedData.path("wsq/" + file))
    let reference = try ImageFile.read(path: SharedData.path("wsq/" + reconstruction))
    try #require(image.width == reference.width && image.height == reference.height)
    let errors = zip(image.pixels, reference.pixels).map { abs(Int($0) - Int($1)) }
    #expect(errors.allSatisfy { $0 <= 1 })
    // Annex AA.3 asks for 99.9 %.
    #expect(errors.count { $0 > 0 } * 10_000 <= errors.count)
  }

  private func withoutComments(_ file: [UInt8]) throws -> Int {
    var pieces = try WSQPieces(file)
    pieces.pieces.removeAll { $0.marker == WSQMarker.comment.rawValue }
    return pieces.bytes.count
  }
}
