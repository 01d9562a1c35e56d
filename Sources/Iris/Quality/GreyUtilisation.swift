// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Entropy of the grey levels of the whole picture in bits: 0 for one level, 8 for all equally often.
enum GreyUtilisation {
  static func value(_ picture: Plane<UInt8>, _ kernels: any IrisKernels) -> Float {
    var counts = GreyCounts()
    counts.add(picture, kernels)
    let pixels = Double(picture.width * picture.height)
    var entropy = 0.0
    for grey in 0..<256 {
      guard counts[grey] > 0 else { continue }
      let share = Double(counts[grey]) / pixels
      entropy -= share * Elementary.log(share) / ln2
    }
    return Float(max(0, entropy))
  }

  private static let ln2 = 0.6931471805599453
}
