// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// Boxes around the reflections of lamps on an iris, for field 17.037 of ANSI/NIST-ITL.
enum IrisHighlights {
  /// Grey from which on a pixel is a highlight, as for the mask of the code.
  private static let grey: UInt8 = 240
  /// Pixels that a highlight has at least: fewer are noise.
  private static let leastPixels = 4
  /// Boxes that are given, the largest first.
  private static let mostBoxes = 16

  /// Four corners each, clockwise from the top left one.
  static func boxes(_ picture: GrayImage, _ eye: EyeGeometry) -> [[EyeOutline.Point]] {
    let found = regions(picture, eye).filter { $0.pixels >= leastPixels }
    return found.sorted { $0.pixels > $1.pixels }.prefix(mostBoxes).map(\.corners)
  }

  private struct Region {
    var pixels = 0
    var left = Int.max
    var right = Int.min
    var top = Int.max
    var bottom = Int.min

    mutating func add(_ x: Int, _ y: Int) {
      pixels += 1
      (left, right) = (min(left, x), max(right, x))
      (top, bottom) = (min(top, y), max(bottom, y))
    }

    var corners: [EyeOutline.Point] {
      [(left, top), (right, top), (right, bottom), (left, bottom)].map {
        EyeOutline.Point(x: $0.0, y: $0.1)
      }
    }
  }

  /// Connected highlights between the pupil's edge and the limbus.
  private static func regions(_ picture: GrayImage, _ eye: EyeGeometry) -> [Region] {
    var waiting: Set<EyeOutline.Point> = []
    for y in rows(picture, eye.limbus) {
      for x in columns(picture, eye.limbus)
      where picture.pixels[y * picture.width + x] >= grey && isOnIris(x, y, eye) {
        waiting.insert(EyeOutline.Point(x: x, y: y))
      }
    }
    var regions: [Region] = []
    while let start = waiting.popFirst() {
      var region = Region()
      var stack = [start]
      while let place = stack.popLast() {
        region.add(place.x, place.y)
        for (x, y) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
          let next = EyeOutline.Point(x: place.x + x, y: place.y + y)
          if waiting.remove(next) != nil { stack.append(next) }
        }
      }
      regions.append(region)
    }
    return regions
  }

  private static func columns(_ picture: GrayImage, _ limbus: Circle) -> Range<Int> {
    let left = max(0, Int(limbus.x - limbus.radius))
    return left..<max(left, min(picture.width, Int(limbus.x + limbus.radius) + 1))
  }

  private static func rows(_ picture: GrayImage, _ limbus: Circle) -> Range<Int> {
    let top = max(0, Int(limbus.y - limbus.radius))
    return top..<max(top, min(picture.height, Int(limbus.y + limbus.radius) + 1))
  }

  private static func isOnIris(_ x: Int, _ y: Int, _ eye: EyeGeometry) -> Bool {
    func isInside(_ circle: Circle) -> Bool {
      let off = SIMD2(Float(x) - circle.x, Float(y) - circle.y)
      return (off * off).sum() <= circle.radius * circle.radius
    }
    return isInside(eye.limbus) && !isInside(eye.pupil)
  }
}
