// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FingerScanner
import Glibc
import Imaging

/// Image files by the finger that they show, such as `plain-right-four.png`.
struct ImageFolder {
  private let path: String

  init(_ path: String) { self.path = path }

  /// The fingers and slaps that there is a file for.
  var positions: Set<FingerPosition> {
    Set(FingerPosition.allCases.filter { file(of: $0) != nil })
  }

  /// The picture of a finger; for any one finger, of the first that is there. Nil without one, and for
  /// one that cannot be read, has no resolution or is larger than a scanner's.
  func image(of position: FingerPosition) -> GrayImage? {
    let wanted =
      position == .unknown ? FingerPosition.tenFingers.first { file(of: $0) != nil } : position
    guard let wanted, let file = file(of: wanted), let image = try? ImageFile.read(path: file),
      image.resolution != nil, max(image.width, image.height) <= RawFrame.longestSide
    else { return nil }
    return image
  }

  private func file(of position: FingerPosition) -> String? {
    guard position != .unknown else { return nil }
    return ImageFormat.allCases.flatMap(\.fileEndings).lazy
      .map { ending in "\(path)/\(position.name).\(ending.drop { $0 == "." })" }
      .first { access($0, R_OK) == 0 }
  }
}
