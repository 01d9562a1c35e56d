// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Testing

@testable import Camera

/// JPEG frames as cameras send them: what they put around a picture.
@Suite struct JPEGFrameTests {
  private static let picture = FlatJPEG(width: 32, height: 16, isColour: true) {
    UInt8(truncatingIfNeeded: $0 &* 40 &+ $1 &* 9)
  }.bytes
  private static let thumbnail = FlatJPEG(width: 16, height: 8, isColour: true) { x, _ in
    UInt8(x)
  }.bytes
  private static let junk: [UInt8] = [0x55, 0xff, 0xd8, 0x00, 0xaa]

  private static func quirks(
    before: Int = 0, behind: CameraQuirks.BehindJPEG = .padding
  ) -> CameraQuirks {
    var quirks = CameraQuirks()
    (quirks.bytesBeforeJPEG, quirks.behindJPEG) = (before, behind)
    return quirks
  }

  /// What comes of the bytes of a frame: nil when it is dropped, and counted as unreadable.
  private static func grey(_ bytes: [UInt8], _ quirks: CameraQuirks = CameraQuirks()) throws
    -> [UInt8]?
  {
    let mode = VideoMode.test(.mjpeg, 32, 16)
    var assembler = FrameAssembler(FrameShape(mode), quirks: quirks)
    let whole = assembler.add(payload: ([2, 0x82] + bytes)[...]).first
    #expect(assembler.statistics.damagedFrames == (whole == nil ? [.unreadable: 1] : [:]))
    guard let whole else { return nil }
    #expect(whole.bytes == bytes, "bytes are handed on as they came")
    let frame = CameraFrame(whole, mode: mode, number: 1, arrival: .now, quirks: quirks)
    #expect(try frame.verified().colour().pixels.count == 32 * 16 * 3)
    return try frame.gray().pixels
  }

  @Test(arguments: [0, 1, 7, 512, 4096], [0, 0xff] as [UInt8])
  func paddingUpToTheSizeOfATransferIsPassedOver(_ count: Int, _ filler: UInt8) throws {
    let bytes = Self.picture + [UInt8](repeating: filler, count: count)
    #expect(try Self.grey(bytes) == Self.grey(Self.picture))
  }

  @Test func anythingElseBehindThePictureIsAReasonToDropIt() throws {
    for behind in [[7], [0, 0, 7, 0], Self.picture, Self.thumbnail, [0xff, 0xd8]] {
      #expect(try Self.grey(Self.picture + behind) == nil)
    }
    let padded = Self.picture + [UInt8](repeating: 0, count: 64)
    for place in Self.picture.count..<padded.count {
      var bytes = padded
      bytes[place] = 1
      #expect(try Self.grey(bytes) == nil)
    }
  }

  @Test func junkBeforeThePictureIsPassedOverOnlyWhereTheCardSaysHowMuch() throws {
    let bytes = Self.junk + Self.picture
    #expect(try Self.grey(bytes) == nil)
    #expect(try Self.grey(bytes, Self.quirks(before: 4)) == nil)
    #expect(try Self.grey(bytes, Self.quirks(before: 5)) == Self.grey(Self.picture))
    #expect(try Self.grey(Self.picture, Self.quirks(before: 5)) == Self.grey(Self.picture))
  }

  @Test func ofSeveralPicturesTheOneOfTheAgreedSizeIsTaken() throws {
    let quirks = Self.quirks(behind: .furtherPictures)
    let wanted = try Self.grey(Self.picture)
    let other = FlatJPEG(width: 32, height: 16, isColour: true) { _, _ in 9 }.bytes
    for bytes in [
      Self.thumbnail + Self.picture, Self.picture + Self.thumbnail,
      Self.picture + [0, 0, 0] + other + [0xff, 0xff], Self.thumbnail + [0xff] + Self.picture,
    ] {
      #expect(try Self.grey(bytes, quirks) == wanted)
    }
    #expect(try Self.grey(Self.thumbnail + Self.thumbnail, quirks) == nil)
  }

  @Test func oneOfSeveralPicturesThatIsNotWholeSpoilsTheFrame() throws {
    let quirks = Self.quirks(behind: .furtherPictures)
    let both = Self.picture + Self.thumbnail
    for count in Self.picture.count + 3..<both.count {
      #expect(try Self.grey(Array(both.prefix(count)), quirks) == nil)
    }
    #expect(try Self.grey(both + [7], quirks) == nil)
    #expect(try Self.grey(Self.picture + [7] + Self.thumbnail, quirks) == nil)
  }

  @Test func leftoversArePassedOverOnlyWhereTheCardSaysSo() throws {
    let bytes = Self.picture + Self.picture.suffix(40)
    #expect(try Self.grey(bytes) == nil)
    #expect(
      try Self.grey(bytes, Self.quirks(behind: .leftovers)) == Self.grey(Self.picture))
    for count in Self.picture.indices {
      let cut = Array(Self.picture.prefix(count)) + [UInt8](repeating: 0, count: 9)
      #expect(try Self.grey(cut, Self.quirks(behind: .leftovers)) == nil)
    }
  }

  @Test func anyByteMayLieWhateverTheCardSays() {
    let bytes = Self.junk + Self.picture + [0, 0] + Self.thumbnail
    for behind in [CameraQuirks.BehindJPEG.padding, .furtherPictures, .leftovers] {
      for before in [-1, 0, 5, .max - 1] {
        let quirks = Self.quirks(before: before, behind: behind)
        for place in bytes.indices {
          var lie = bytes
          lie[place] ^= 0x55
          let shape = FrameShape(.test(.mjpeg, 32, 16))
          _ = shape.damage(of: lie, quirks: quirks)
          _ = shape.damage(of: Array(lie.prefix(place)), quirks: quirks)
        }
      }
    }
  }
}
