// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// Large highlights around an eye: reflections of lamps on glasses.
public enum Highlights {
  /// Grey from which on a pixel is a highlight.
  private static let grey: UInt8 = 245
  /// How far from the iris' centre highlights count, and the least side of a large one, in its radii.
  private static let reach: Float = 2
  private static let side: Float = 0.12

  /// Counts large highlights outside the pupil that touch the eye or its surroundings; skin that is
  /// bright as a whole counts as nothing, as it is no smaller than the iris.
  public static func count(_ image: GrayImage, _ eye: EyeGeometry) -> Int {
    let cell = max(1, Int(eye.limbus.radius * side / 2))
    let grid = BrightCells(image, eye, cell: cell, reach: reach, grey: grey)
    let least = 4
    let most = Int(2 * eye.limbus.radius / Float(cell))
    return grid.regions().count { $0.cells >= least && $0.width < most && $0.height < most }
  }
}

/// The surroundings of an eye as a grid of cells that are highlights as a whole.
private struct BrightCells {
  private let columns: Int
  private let rows: Int
  private var isBright: [Bool]

  struct Region {
    var cells = 0
    var width = 0
    var height = 0
  }

  init(_ image: GrayImage, _ eye: EyeGeometry, cell: Int, reach: Float, grey: UInt8) {
    let limbus = eye.limbus
    let left = max(0, Int(limbus.x - reach * limbus.radius))
    let right = min(image.width, Int(limbus.x + reach * limbus.radius))
    let top = max(0, Int(limbus.y - reach * limbus.radius))
    let bottom = min(image.height, Int(limbus.y + reach * limbus.radius))
    columns = max(0, (right - left) / cell)
    rows = max(0, (bottom - top) / cell)
    isBright = []
    for row in 0..<rows {
      for column in 0..<columns {
        let (x, y) = (left + column * cell + cell / 2, top + row * cell + cell / 2)
        let off = SIMD2(Float(x) - eye.pupil.x, Float(y) - eye.pupil.y)
        let isInPupil = (off * off).sum() < eye.pupil.radius * eye.pupil.radius
        isBright.append(!isInPupil && image.pixels[y * image.width + x] >= grey)
      }
    }
  }

  /// Connected cells, by flooding.
  func regions() -> [Region] {
    var left = isBright
    return left.indices.compactMap { start in
      guard left[start] else { return nil }
      var stack = [start]
      left[start] = false
      var region = Region()
      var (x0, x1, y0, y1) = (columns, 0, rows, 0)
      while let place = stack.popLast() {
        let (x, y) = (place % columns, place / columns)
        region.cells += 1
        (x0, x1, y0, y1) = (min(x0, x), max(x1, x), min(y0, y), max(y1, y))
        for (nx, ny) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)] {
          guard (0..<columns).contains(nx), (0..<rows).contains(ny), left[ny * columns + nx] else {
            continue
          }
          left[ny * columns + nx] = false
          stack.append(ny * columns + nx)
        }
      }
      region.width = x1 - x0 + 1
      region.height = y1 - y0 + 1
      return region
    }
  }
}
