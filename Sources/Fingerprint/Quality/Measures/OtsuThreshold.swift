// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The grey that separates dark from light best (Otsu, "A threshold selection method from gray-level
/// histograms", 1979): the first that maximises the variance between both classes.
struct OtsuThreshold {
  /// Pixels above this are light.
  let value: UInt8

  init(_ image: Plane<UInt8>) {
    value = Self.best(Self.histogram(image), pixels: image.width * image.height)
  }

  /// Writes 255 for light pixels and 0 for dark ones.
  func whiten(_ image: Plane<UInt8>, into out: Plane<UInt8>) {
    for y in 0..<image.height {
      let (from, to) = (image.row(y), out.row(y))
      for x in 0..<image.width { to[x] = from[x] > value ? 255 : 0 }
    }
  }

  /// Neighbours are mostly of one grey, and counting in one place over and over waits for the last write:
  /// four tables take turns.
  private static func histogram(_ image: Plane<UInt8>) -> [Int] {
    var tables = [Int](repeating: 0, count: 4 * 256)
    tables.withUnsafeMutableBufferPointer { tables in
      for y in 0..<image.height {
        let row = image.row(y)
        for x in 0..<image.width { tables[(x & 3) &<< 8 | Int(row[x])] &+= 1 }
      }
    }
    return (0..<256).map { grey in (0..<4).reduce(0) { $0 + tables[$1 << 8 | grey] } }
  }

  private static func best(_ counts: [Int], pixels: Int) -> UInt8 {
    let scale = 1 / Double(pixels)
    let mean = (0..<256).reduce(0.0) { $0 + Double($1) * Double(counts[$1]) } * scale
    var (darkMean, darkShare) = (0.0, 0.0)
    var (most, best) = (0.0, 0)
    for grey in 0..<256 {
      let share = Double(counts[grey]) * scale
      darkMean *= darkShare
      darkShare += share
      let lightShare = 1 - darkShare
      if min(darkShare, lightShare) < emptyShare { continue }
      darkMean = (darkMean + Double(grey) * share) / darkShare
      let lightMean = (mean - darkShare * darkMean) / lightShare
      let distance = darkMean - lightMean
      let variance = darkShare * lightShare * distance * distance
      if variance > most { (most, best) = (variance, grey) }
    }
    return UInt8(best)
  }

  /// A class with a smaller share of the pixels is none: the spacing of single-precision numbers at 1.
  private static let emptyShare = Double(Float.ulpOfOne)
}
