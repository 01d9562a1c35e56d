// SPDX-License-Identifier: Apache-2.0

import Biometrics
public import Imaging
public import Records

/// How finger images are compressed in a record.
public enum RecordCompression: String, Sendable, Hashable, CaseIterable {
  /// WSQ at 15:1, what police records ask for at 500 ppi.
  case wsq
  /// PNG, lossless.
  case png
  /// JPEG 2000 with the reversible transform, lossless.
  case jp2

  /// What an image gets when nothing else is asked for: WSQ at 500 ppi, JPEG 2000 above, where WSQ
  /// is not allowed (ANSI/NIST-ITL 1-2011 table 15).
  static func standard(for resolution: Resolution) -> RecordCompression {
    resolution.isClose(to: .standard, tolerance: 0.05) ? .wsq : .jp2
  }

  var format: ImageFormat {
    switch self {
    case .wsq: .wsq
    case .png: .png
    case .jp2: .jp2
    }
  }
}

extension EncodedImage {
  /// The image as it enters a record; with the standard compression where none is named.
  ///
  /// Throws `unsupported-resolution` for WSQ of an image that has not 500 ppi.
  public init(of image: GrayImage, as compression: RecordCompression? = nil) throws {
    let resolution = image.resolution ?? .standard
    let chosen = compression ?? .standard(for: resolution)
    try self.init(
      ImageFile.encode(image.with(resolution: resolution), as: chosen.format),
      resolution: resolution)
  }
}
