// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// Type-9, minutiae data, in the INCITS 378 block of fields 126 to 150 (ANSI/NIST-ITL 1-2011
/// clause 8.9.3): pixels from the top left, angles in 2 degrees, as in INCITS 378-2004.
struct Type9 {
  let template: MinutiaeTemplate
  let quality: FingerQuality?

  /// Takes the minutiae of one finger and the score of its image.
  init(_ template: MinutiaeTemplate, quality: FingerQuality?) {
    self.template = template
    self.quality = quality
  }

  /// The record with the IDC of its image.
  func record(idc: Int) -> NISTRecord {
    let density = "\(Int(template.resolution.pixelsPerInch.rounded()))"
    return NISTRecord(
      type: 9,
      fields: [
        NISTField(2, padded(idc, 2)),
        NISTField(3, "\(template.impression.rawValue)"),
        NISTField(4, "U"),
        NISTField(126, [["27", "513", "0"]]),  // INCITS M1, minutiae of 378-2004, no product
        NISTField(127, [["NONE", "0"]]),  // capture equipment: no certification claimed
        NISTField(128, "\(template.width)"),
        NISTField(129, "\(template.height)"),
        NISTField(130, "1"),  // pixels per inch
        NISTField(131, density),
        NISTField(132, density),
        NISTField(133, "0"),  // first view of the finger
        NISTField(134, "\(template.position.singleFinger.rawValue)"),
        NISTField(135, [quality?.nistItems ?? ["254", "0000", "0"]]),  // 254: not computed
        NISTField(136, "\(template.minutiae.count)"),
      ] + (minutiae.isEmpty ? [] : [NISTField(137, minutiae)]))
  }

  private var minutiae: [[String]] {
    let units = MinutiaLayout.ansi378.unitsPerTurn
    return template.minutiae.enumerated().map { index, minutia in
      let (x, y) = minutia.pixel(in: template)
      let angle = minutia.angle(inUnitsOf: units)
      return [index + 1, x, y, angle, Int(minutia.kind.rawValue), Int(minutia.quality)]
        .map(String.init)
    }
  }
}
