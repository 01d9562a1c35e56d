// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// Turns touch into the grey levels of a scanner.
struct ScannerResponse {
  private let scanner: ScannerModel
  private let conditions: ImpressionConditions
  private let seed: UInt64

  init(_ scanner: ScannerModel, _ conditions: ImpressionConditions, seed: UInt64) {
    self.scanner = scanner
    self.conditions = conditions
    self.seed = seed
  }

  func image(of touch: PixelPlane, _ relief: SkinRelief) -> GrayImage {
    var draw = SeededGenerator(seed: seed, stream: .sensor)
    var light = touch
    light.blur(deviation: Float(min(0.8, scanner.blur * scanner.scale)))
    let tone = ValueNoise(seed: draw.next(), spacing: 60)
    let ground = Ground(scanner, seed: draw.next())
    let even = 0.86 - 0.12 * Float(conditions.patchiness)
    let uneven = 0.14 + 0.12 * Float(conditions.patchiness)
    let deviation = Float(scanner.noise * conditions.noise)
    let reach = Float((scanner.ridge - scanner.platen) * conditions.contrast)
    var pixels = [UInt8](repeating: 255, count: light.values.count)
    for y in 0..<light.height {
      let margin = scanner.keystone(inRow: y)
      for x in margin..<(light.width - margin) {
        let p = relief.place(x, y)
        let firmness = even + uneven * Float(tone(p.x, p.y))
        let grey =
          ground.grey(x, y, p) + reach * firmness * light[x, y] + deviation * Self.noise(&draw)
        pixels[y * light.width + x] = UInt8(max(0, min(255, grey)).rounded())
      }
    }
    return GrayImage.sensed(light.width, light.height, pixels, scanner.resolution)
  }

  /// Nearly normal, deviation 1: the sum of four uniform numbers out of one draw.
  private static func noise(_ draw: inout SeededGenerator) -> Float {
    let bits = draw.next()
    let sum =
      (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48 & 0xFFFF)
    return (Float(sum) / 65_536 - 2) * 1.732
  }
}

/// What the bare platen looks like.
private struct Ground {
  private let scanner: ScannerModel
  private let shade: ValueNoise
  private let grain: ValueNoise

  init(_ scanner: ScannerModel, seed: UInt64) {
    self.scanner = scanner
    shade = ValueNoise(seed: seed, spacing: 140)
    grain = ValueNoise(seed: seed ^ 0x7, spacing: 3.5)
  }

  func grey(_ x: Int, _ y: Int, _ p: SkinPoint) -> Float {
    let platen = Float(scanner.platen)
    switch scanner.texture {
    case .clean: return platen
    case .shaded: return platen + 8 * Float(shade(p.x, p.y))
    case .striped:
      return platen + 4 * Float(grain(Double(x) * 3.5, 0)) + 3 * Float(grain(0, Double(y) * 3.5))
    case .paper: return platen + 6 * Float(shade(p.x, p.y)) + 7 * Float(grain(p.x, p.y))
    }
  }
}

extension GrayImage {
  /// An image of sides that a scanner model keeps within bounds.
  fileprivate static func sensed(
    _ width: Int, _ height: Int, _ pixels: [UInt8], _ resolution: Resolution
  ) -> GrayImage {
    guard
      let image = GrayImage(width: width, height: height, pixels: pixels, resolution: resolution)
    else { preconditionFailure("a scanner model has sides of 16...4000 pixels") }
    return image
  }
}
