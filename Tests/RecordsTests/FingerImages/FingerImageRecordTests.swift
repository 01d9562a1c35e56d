// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Records
import Testing

@Suite("Finger image records")
struct FingerImageRecordTests {
  /// A slap with a missing finger, a rolled thumb, and a raw image with all that a view can hold.
  static func record() throws -> FingerImageRecord {
    let missing = try #require(MissingFinger(.rightLittle, .amputated))
    let slap = FingerImageView(try Sample.slap(without: [.rightLittle]), missing: [missing])
    let thumb = FingerImageView(try Sample.capture(.leftThumb))
    let raw = try EncodedImage(
      pixels: [UInt8](repeating: 7, count: 300), width: 20, height: 15, resolution: .standard)
    var full = FingerImageView(position: .leftThumb, impression: .liveScanRolled, image: raw)
    full.number = 1
    full.captureResolution = try #require(Resolution(pixelsPerInch: 1000))
    full.equipment.vendor = 0x12
    full.qualities = [QualityBlock(value: 255), QualityBlock(value: 80)]
    full.certifications = [CertificationBlock(authority: 3, scheme: 1)]
    full.blocks = [try #require(FingerImageBlock.comment("second attempt"))]
    return FingerImageRecord(views: [slap, thumb, full])
  }

  @Test("What was written is read again")
  func roundTrip() throws {
    let record = try Self.record()
    let bytes = try record.encoded()
    #expect(try FingerImageRecord(decoding: bytes) == record)
    #expect(try FingerImageRecord(decoding: bytes).encoded() == bytes)
  }

  @Test("The header and the first representation have the layout of the standard")
  func layout() throws {
    let bytes = try Self.record().encoded()
    #expect(Array(bytes.prefix(8)) == Array("FIR\0020\0".utf8))
    #expect(Array(bytes[8..<12]) == [0, 0, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xff)])
    #expect(Array(bytes[12..<16]) == [0, 3, 1, 2])  // three images, certified, two positions
    #expect(Array(bytes[20..<29]) == [0x07, 0xea, 11, 20, 18, 30, 5, 0, 0])
    // No quality or certification of a slap; right four, number 0, inch, 500 ppi, 8 bit, PNG.
    #expect(
      Array(bytes[34..<50]) == [0, 0, 13, 0, 1, 1, 0xf4, 1, 0xf4, 1, 0xf4, 1, 0xf4, 8, 6, 0])
  }

  @Test("Every proper prefix is refused with a typed error")
  func prefixes() throws {
    let bytes = try Self.record().encoded()
    for length in 0..<bytes.count {
      #expect(throws: FingerImageError.self) {
        try FingerImageRecord(decoding: Array(bytes.prefix(length)))
      }
    }
  }

  @Test("Changed bytes give a typed error or a record that is told from the first")
  func flips() throws {
    let bytes = try Self.record().encoded()
    flippedCopies(of: bytes, count: 10_000, seed: 5) { copy in
      do throws(FingerImageError) {
        let record = try FingerImageRecord(decoding: copy)
        #expect(record.views.count == 3)
      } catch {
        #expect(error.code == "malformed-finger-image")
      }
    }
  }

  @Test("What the format or the rules cannot hold is refused")
  func refusals() throws {
    let fine = try #require(Resolution(pixelsPerInch: 1000))
    let coarse = try #require(Resolution(pixelsPerInch: 300))
    let png = syntheticPNG(width: 20, height: 20)
    let low = try EncodedImage(png, resolution: coarse)
    let high = try EncodedImage(png, resolution: fine)
    func view(_ image: EncodedImage, number: UInt8 = 0) -> FingerImageView {
      var view = FingerImageView(position: .leftRing, impression: .liveScanPlain, image: image)
      view.number = number
      return view
    }
    for views in [[], [view(low)], [view(high, number: 1)], [view(high), view(high)]] {
      let error = #expect(throws: FingerImageError.self) {
        try FingerImageRecord(views: views).encoded()
      }
      #expect(error?.code == "finger-image-not-in-format")
    }
    #expect(try FingerImageRecord(views: [view(high), view(high, number: 1)]).encoded().count > 80)
    #expect(FingerImageBlock(type: 9, content: [UInt8](repeating: 0, count: 65_532)) == nil)
  }

  @Test("A broken record says at which byte and what was expected")
  func message() throws {
    var bytes = try Self.record().encoded()
    bytes[38] = 3
    let error = #expect(throws: FingerImageError.self) { try FingerImageRecord(decoding: bytes) }
    #expect(error?.message.contains("scale units of 1 (inch) or 2 (cm), found 3") == true)
  }

  @Test(
    "The independent checker accepts what is written",
    .enabled(if: IndependentChecker.isPresent, "SKIPPED: shared tools or python3 absent"))
  func independent() throws {
    let verdict = try IndependentChecker.run("isocheck.py", on: Self.record().encoded())
    #expect(verdict.hasSuffix("OK\n"), "\(verdict)")
  }
}
