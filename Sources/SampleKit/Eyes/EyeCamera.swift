// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// What a near-infrared camera makes of a scene: blur, darker corners, noise, eight bits.
struct EyeCamera {
  private let conditions: EyeConditions

  init(_ conditions: EyeConditions) { self.conditions = conditions }

  func picture(of scene: PixelPlane, seed: UInt64) -> GrayImage {
    var plane = scene
    blur(&plane)
    var random = SeededGenerator(seed: seed, stream: .camera)
    let (width, height) = (plane.width, plane.height)
    var pixels = [UInt8](repeating: 0, count: width * height)
    for y in 0..<height {
      for x in 0..<width {
        let (dx, dy) = (Double(2 * x) / Double(width) - 1, Double(2 * y) / Double(height) - 1)
        let value = Double(plane[x, y]) * (1 - 0.07 * (dx * dx + dy * dy))
        // Shot noise grows with the root of the light; a sum of uniform numbers is nearly normal.
        let normal = (random.unit() + random.unit() + random.unit() - 1.5) * 2
        let deviation = conditions.noise * (0.5 + (max(0, value) / 400).squareRoot())
        pixels[y * width + x] = UInt8(min(max(value + normal * deviation, 0), 255))
      }
    }
    guard let image = GrayImage(width: width, height: height, pixels: pixels, resolution: nil)
    else { preconditionFailure("pictures have sides of 640 and 480 pixels") }
    return image
  }

  /// Variances add up over passes of at most 0.8 pixels each.
  private func blur(_ plane: inout PixelPlane) {
    var variance = conditions.defocus * conditions.defocus
    while variance > 0.01 {
      let part = min(variance, 0.64)
      plane.blur(deviation: Float(part.squareRoot()))
      variance -= part
    }
  }
}
