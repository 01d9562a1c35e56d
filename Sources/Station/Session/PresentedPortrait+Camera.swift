// SPDX-License-Identifier: Apache-2.0

import Camera
import Imaging

extension PresentedPortrait {
  /// Takes what a `PortraitSession` gave, in colour, as PNG.
  ///
  /// Throws `ImageError` for a picture larger than any portrait.
  public init(_ portrait: PortraitSession.Portrait, device: String) throws {
    let picture = portrait.picture
    let colours =
      picture.channels == .colour
      ? picture.pixels : picture.pixels.flatMap { [$0, $0, $0] }
    self.init(
      file: try ColourFile.encode(
        width: picture.width, height: picture.height, rgb: colours),
      device: device, frameDigest: portrait.digest, feedback: portrait.feedback)
  }
}
