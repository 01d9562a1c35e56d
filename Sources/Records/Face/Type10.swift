// SPDX-License-Identifier: Apache-2.0

import Cryptography

/// Type-10, photographic body part image (ANSI/NIST-ITL 1-2011 clause 8.10): the face, from the front.
struct Type10 {
  /// Least pixels of subject acquisition profile 30.
  private static let profile30 = (width: 480, height: 600)

  let capture: FaceCapture
  let station: StationIdentity

  /// The record with this information designation character, 0...99.
  func record(idc: Int) -> NISTRecord {
    let image = capture.image
    return NISTRecord(
      type: 10,
      fields: [
        NISTField(2, padded(idc, 2)), NISTField(3, "FACE"),
        NISTField(4, station.originatingAgency),
        NISTField(5, station.localDate(capture.time).basic),
        NISTField(6, "\(image.width)"), NISTField(7, "\(image.height)"),
        // No scale: the distance of the head is not known; pixels are square.
        NISTField(8, "0"), NISTField(9, "1"), NISTField(10, "1"),
        NISTField(11, image.compression.rawValue), NISTField(12, colourSpace),
        NISTField(13, profile), NISTField(20, "F"),
        NISTField(996, image.digest.hexadecimal.uppercased()),
        NISTField(NISTField.data, value: image.bytes),
      ])
  }

  /// JPEG files hold luma and chroma, the others red, green and blue.
  private var colourSpace: String {
    guard capture.image.isColour else { return "GRAY" }
    return capture.image.compression == .jpeg ? "YCC" : "SRGB"
  }

  /// 0 says that the profile is unknown.
  private var profile: String {
    let image = capture.image
    return image.width >= Self.profile30.width && image.height >= Self.profile30.height ? "30" : "0"
  }
}
