// SPDX-License-Identifier: Apache-2.0

import Biometrics
internal import CImageCodecs

extension Resolution {
  /// Reads a density that a file keeps as a whole number; `unitsPerInch` is 0.0254 for metres.
  ///
  /// A whole number of pixels per inch that would have been stored as the same number is taken for
  /// the true value: 19685 pixels per metre are 500 ppi, not 499.999.
  init?(stored: Double, unitsPerInch: Double) {
    let exact = stored * unitsPerInch
    let whole = exact.rounded()
    self.init(pixelsPerInch: (whole / unitsPerInch).rounded() == stored ? whole : exact)
  }
}

extension codec_density {
  /// The same density along both axes in the file's unit, rounded; unknown for nil.
  init(_ resolution: Resolution?, unit: codec_density_unit) {
    guard let resolution else {
      self.init(x: 0, y: 0, unit: CODEC_DENSITY_UNKNOWN)
      return
    }
    let value = UInt32((resolution.pixelsPerInch / unit.perInch).rounded())
    self.init(x: value, y: value, unit: unit)
  }

  /// What the file says, nil where it does not or says what no image has.
  ///
  /// Throws `non-square-pixels` when the axes differ by more than 1 %.
  func resolution(format: String) throws(ImageError) -> Resolution? {
    guard unit != CODEC_DENSITY_UNKNOWN,
      let across = Resolution(stored: Double(x), unitsPerInch: unit.perInch),
      let down = Resolution(stored: Double(y), unitsPerInch: unit.perInch)
    else { return nil }
    return try Resolution.common(across, down, format: format)
  }
}

extension Resolution {
  /// One density for two axes; throws `non-square-pixels` when they differ by more than 1 %.
  static func common(
    _ across: Resolution, _ down: Resolution, format: String
  ) throws(ImageError) -> Resolution {
    guard across.isClose(to: down) else {
      throw ImageError(
        .nonSquarePixels,
        "The \(format) image says \(across.pixelsPerInch) by \(down.pixelsPerInch) pixels per inch;"
          + " scale it to square pixels first.")
    }
    return across
  }
}

extension codec_density_unit {
  /// Units in one inch; 0 for an unknown one.
  fileprivate var perInch: Double {
    switch self {
    case CODEC_PER_INCH: 1
    case CODEC_PER_CENTIMETRE: 2.54
    case CODEC_PER_METRE: 0.0254
    default: 0
    }
  }
}
