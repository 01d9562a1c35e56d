// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// NBIS xyt text: a line `x y theta quality` for each minutia.
///
/// This is `mindtct`'s own ("NIST internal") convention, the one `bozorth3` expects unless told
/// otherwise, not that of `mindtct -m1`: the origin is at the bottom left (y = height - row), theta
/// is in whole degrees, counter-clockwise from east, and points away from the ridge ending, that
/// is opposite to ISO/IEC 19794-2. Quality is 0 to 100.
func xyt(_ template: MinutiaeTemplate) -> [UInt8] {
  var text = ""
  for minutia in template.minutiae {
    let (x, row) = minutia.pixel(in: template)
    let theta = (minutia.angle(inUnitsOf: 360) + 180) % 360
    text += "\(x) \(template.height - row) \(theta) \(minutia.quality)\n"
  }
  return Array(text.utf8)
}
