// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Entropy of the grey levels of the whole picture in bits: 0 for one level, 8 for all equally often.
enum GreyUtilisation {
  static func value(_ picture: Plane<UInt8>) -> Float {
    // Four histograms in turn: neighbours are often equal, and equal ones would wait for each other.
    var counts = InlineArray<1024, Int32>(repeating: 0)
    for y in 0..<picture.height {
      let row = picture.row(y)
      for x in 0..<picture.width { counts[(x & 3) << 8 | Int(row[x])] &+= 1 }
    }
    let pixels = Double(picture.width * picture.height)
    var entropy = 0.0
    for grey in 0..<256 {
      let count = counts[grey] + counts[256 + grey] + counts[512 + grey] + counts[768 + grey]
      guard count > 0 else { continue }
      let share = Double(count) / pixels
      entropy -= share * Elementary.log(share) / ln2
    }
    return Float(max(0, entropy))
  }

  private static let ln2 = 0.6931471805599453
}
