// SPDX-License-Identifier: Apache-2.0

/// Sweat pores: small openings along the middle of the ridges, at 1000 ppi.
struct PoreMap: Sendable {
  private let width: Int
  private let height: Int
  private(set) var depth: [UInt8]

  /// 1/500 inch between pores along a ridge, about 2.5 per millimetre of ridge.
  static let spacing = 8.0

  init(raster: RidgeRaster, seed: UInt64) {
    width = raster.width
    height = raster.height
    depth = [UInt8](repeating: 0, count: width * height)
    var draw = SeededGenerator(seed: seed, stream: .skin)
    let (right, bottom) = (Double(width) / 4 - 4, Double(height) / 4 - 4)
    for y in stride(from: -bottom, through: bottom, by: Self.spacing) {
      for x in stride(from: -right, through: right, by: Self.spacing) {
        let start = SkinPoint(x: x + draw.uniform(-3.2, 3.2), y: y + draw.uniform(-3.2, 3.2))
        let radius = draw.uniform(0.7, 1.4)
        if let crest = Self.crest(near: start, raster) { open(crest, radius: radius) }
      }
    }
  }

  /// How open the skin is at a place, 0...1.
  func opening(_ x: Double, _ y: Double) -> Float {
    let (i, j) = (Int(2 * x + Double(width) / 2), Int(2 * y + Double(height) / 2))
    guard i >= 0, j >= 0, i < width, j < height else { return 0 }
    return Float(depth[j * width + i]) / 255
  }

  /// Climbs to the crest of the ridge; nil where there is none near.
  private static func crest(near start: SkinPoint, _ raster: RidgeRaster) -> SkinPoint? {
    var p = start
    for _ in 0..<6 {
      let slope = raster.slope(at: p)
      p.x += 1.2 * slope.x
      p.y += 1.2 * slope.y
    }
    return raster.ridge(p.x, p.y) > 0.8 ? p : nil
  }

  private mutating func open(_ p: SkinPoint, radius: Double) {
    let (u, v) = (2 * p.x + Double(width) / 2, 2 * p.y + Double(height) / 2)
    let reach = 2 * radius + 1
    for j in max(0, Int(v - reach))...min(height - 1, Int(v + reach)) {
      for i in max(0, Int(u - reach))...min(width - 1, Int(u + reach)) {
        let (dx, dy) = (Double(i) - u, Double(j) - v)
        let edge = 2 * radius + 0.5 - (dx * dx + dy * dy).squareRoot()
        let value = UInt8(max(0, min(1, edge)) * 255)
        depth[j * width + i] = max(depth[j * width + i], value)
      }
    }
  }
}
