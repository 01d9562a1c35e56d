// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Fills lids and sclera with flat grey and blurs the change, so that little is left to compress but
/// the iris (ISO/IEC 19794-6:2011, cropped and masked).
struct IrisMasking {
  static let lid: UInt8 = 128
  static let sclera: UInt8 = 200
  /// How far beyond the limbus the picture is kept, in its radii.
  private static let kept: Float = 1.03
  /// Passes of 3x3 smoothing at the change.
  private static let passes = 3

  private let features: IrisFeatures
  private let limbus: Circle
  private let x, y: Int

  /// Takes where the cut begins in the picture that the features are of.
  init(_ features: IrisFeatures, x: Int, y: Int) {
    self.features = features
    self.x = x
    self.y = y
    limbus = features.geometry.limbus
  }

  func mask(_ image: GrayImage) -> GrayImage {
    var pixels = image.pixels
    var isFilled = [Bool](repeating: false, count: pixels.count)
    for row in 0..<image.height {
      for column in 0..<image.width {
        guard let grey = fill(Float(column + x), Float(row + y)) else { continue }
        pixels[row * image.width + column] = grey
        isFilled[row * image.width + column] = true
      }
    }
    for _ in 0..<Self.passes { soften(&pixels, isFilled, image.width, image.height) }
    return GrayImage(
      width: image.width, height: image.height, pixels: pixels, resolution: image.resolution)
      ?? image
  }

  /// The grey of what is not iris; nil for iris and pupil.
  private func fill(_ px: Float, _ py: Float) -> UInt8? {
    let off = SIMD2(px - limbus.x, py - limbus.y)
    let distance = (off * off).sum().squareRoot() / limbus.radius
    let angle = Elementary.atan2(Double(off.y), Double(off.x)) / (2 * .pi)
    let column = Int((angle < 0 ? angle + 1 : angle) * Double(IrisSheet.columns))
    let lidRow = Int(features.lids[min(column, IrisSheet.columns - 1)])
    let ray = IrisSheet.ray(features.geometry, column)
    let edge = ray.from + (ray.to - ray.from) * (Float(lidRow) / Float(IrisSheet.rows))
    let lidOff = SIMD2(edge.x - limbus.x, edge.y - limbus.y)
    let lidDistance = (lidOff * lidOff).sum().squareRoot() / limbus.radius
    if lidRow < IrisSheet.rows, distance > lidDistance { return Self.lid }
    guard distance > Self.kept else { return nil }
    // Beyond the height at which a lid covers the limbus there is lid, between the lids sclera.
    return off.y < lidHeight(upper: true) || off.y > lidHeight(upper: false)
      ? Self.lid : Self.sclera
  }

  /// Where the lid meets the limbus, from its centre; the limbus' own end where no lid covers it.
  private func lidHeight(upper: Bool) -> Float {
    let columns = upper ? 256..<512 : 0..<256
    let covered = columns.filter { Int(features.lids[$0]) < IrisSheet.rows }
    let heights = [covered.first, covered.last].compactMap { $0 }.map { column in
      limbus.radius * Directions.sines[(column / 2) & 255]
    }
    guard !heights.isEmpty else { return upper ? -1.05 * limbus.radius : 1.05 * limbus.radius }
    return heights.reduce(0, +) / Float(heights.count)
  }

  /// Smooths filled pixels, so that iris keeps every pixel it has.
  private func soften(
    _ pixels: inout [UInt8], _ isFilled: [Bool], _ width: Int, _ height: Int
  ) {
    let source = pixels
    for y in 1..<max(1, height - 1) {
      for x in 1..<max(1, width - 1) where isFilled[y * width + x] {
        var sum = 0
        for dy in -1...1 {
          for dx in -1...1 { sum += Int(source[(y + dy) * width + x + dx]) }
        }
        pixels[y * width + x] = UInt8(sum / 9)
      }
    }
  }
}
