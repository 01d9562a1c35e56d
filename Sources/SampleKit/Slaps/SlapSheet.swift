// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// The glass or the card, on which prints and pens leave their marks.
struct SlapSheet {
  let width: Int
  let height: Int
  /// Image pixels per 1/500 inch.
  let scale: Double
  let conditions: SlapConditions
  private let seed: UInt64
  /// What lies on the sheet, 0 (bare) ... 255 (black).
  private(set) var marks: [UInt8]

  init(_ conditions: SlapConditions, seed: UInt64) {
    self.conditions = conditions
    self.seed = seed
    width = Int(3.2 * conditions.pixelsPerInch)
    height = 3 * Int(conditions.pixelsPerInch)
    scale = conditions.pixelsPerInch / 500
    marks = [UInt8](repeating: 0, count: width * height)
  }

  /// Presses skin on the sheet and gives the share of it that lies on the sheet.
  mutating func press(_ print: SlapPrint, _ skin: SkinPatch) -> Double {
    let turn = Elementary.sincos(print.lean)
    let (sin, cos) = (turn.sin, turn.cos)
    let reachX = abs(print.width / 2 * cos) + abs(print.height / 2 * sin) + 2
    let reachY = abs(print.width / 2 * sin) + abs(print.height / 2 * cos) + 2
    let force = ValueNoise(seed: print.seed, spacing: 70)
    let grain = ValueNoise(seed: print.seed ^ 0x5A, spacing: 2.8)
    let (first, last) = (Int(print.y - reachY), Int(print.y + reachY))
    let (left, right) = (Int(print.x - reachX), Int(print.x + reachX))
    var (inside, seen) = (0, 0)
    for y in first...max(first, last) {
      for x in left...max(left, right) {
        let (dx, dy) = (Double(x) - print.x, Double(y) - print.y)
        let (u, v) = (dx * cos + dy * sin, dy * cos - dx * sin)
        let depth = print.depth(u, v)
        guard depth > 0 else { continue }
        inside += 1
        guard x >= 0, y >= 0, x < width, y < height else { continue }
        seen += 1
        let (a, b) = (u / scale, v / scale)
        let rim = Float(max(0, 1 - depth * 9))
        let level =
          print.level + rim * rim * 0.9 - print.patchiness * Float(force(a, b))
          + 0.35 * Float(grain(a, b))
        let touch = min(1, max(0, (skin.ridge(a, b) - level) * 1.1 + 0.5))
        let mark = UInt8(touch * print.darkness * 235)
        marks[y * width + x] = max(marks[y * width + x], mark)
      }
    }
    return inside > 0 ? Double(seen) / Double(inside) : 0
  }

  /// The picture that the scanner takes.
  func image(using draw: inout SeededGenerator) -> GrayImage {
    var sheet = self
    if conditions.isInked { sheet.write(using: &draw) }
    var pixels = [UInt8](repeating: 255, count: width * height)
    let paper: Int = conditions.isInked ? 216 + draw.index(below: 24) : 254
    let noise = conditions.isInked ? 2 + draw.index(below: 7) : draw.index(below: 3)
    let grain = ValueNoise(seed: draw.next(), spacing: 4 * scale)
    let fibres = conditions.isInked ? draw.uniform(0, 9) : 0
    for y in 0..<height {
      for x in stride(from: 0, to: width, by: 4) {
        let bits = draw.next()
        let paperHere = paper + Int(fibres * grain(Double(x) / 2, Double(y)))
        for k in 0..<min(4, width - x) {
          let random = Int(bits >> UInt64(16 * k) & 0xFF) + Int(bits >> UInt64(16 * k + 8) & 0xFF)
          let at = y * width + x + k
          let mark = Int(sheet.marks[at])
          let grey = paperHere - mark * (paperHere - 12) / 255 + (random - 255) * noise / 128
          pixels[at] = UInt8(min(255, max(0, grey)))
        }
      }
    }
    return GrayImage.of(
      width, height, pixels, Resolution(pixelsPerInch: conditions.pixelsPerInch) ?? .standard)
  }

  /// Blackens one pixel.
  mutating func blacken(_ x: Int, _ y: Int) { marks[y * width + x] = 255 }

  /// Blackens a disc; pens and punches are made of them.
  mutating func dab(_ x: Double, _ y: Double, radius: Double, _ darkness: UInt8) {
    let (top, bottom) = (max(0, Int(y - radius)), min(height - 1, Int(y + radius) + 1))
    let (left, right) = (max(0, Int(x - radius)), min(width - 1, Int(x + radius) + 1))
    guard top <= bottom, left <= right else { return }
    for row in top...bottom {
      for column in left...right {
        let (dx, dy) = (Double(column) - x, Double(row) - y)
        guard dx * dx + dy * dy <= radius * radius else { continue }
        marks[row * width + column] = max(marks[row * width + column], darkness)
      }
    }
  }
}

extension GrayImage {
  /// An image of the sides of a sheet.
  fileprivate static func of(
    _ width: Int, _ height: Int, _ pixels: [UInt8], _ resolution: Resolution
  ) -> GrayImage {
    guard
      let image = GrayImage(width: width, height: height, pixels: pixels, resolution: resolution)
    else { preconditionFailure("a sheet has sides of 1500 to 3200 pixels") }
    return image
  }
}
