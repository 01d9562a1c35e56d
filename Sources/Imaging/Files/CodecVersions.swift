// SPDX-License-Identifier: Apache-2.0

import CImageCodecs

/// The libraries that image files go through, for bug reports.
public enum CodecVersions {
  /// Name and version of each, such as `libpng 1.6.39`.
  public static var all: [String] {
    [
      "libpng " + String(cString: codec_png_version()),
      "libjpeg " + String(cString: codec_jpeg_version()),
      "OpenJPEG " + String(cString: codec_openjpeg_version()),
    ]
  }
}
