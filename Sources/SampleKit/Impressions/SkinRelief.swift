// SPDX-License-Identifier: Apache-2.0

/// The skin as it lies on the glass: what is over each pixel before force and moisture tell how it
/// prints.
struct SkinRelief: Sendable {
  /// Pixels per 1/500 inch.
  let scale: Double
  let map: SkinMap
  let contact: ContactArea
  /// Ridge height, -1...1.
  private(set) var ridge: PixelPlane
  /// How open a pore is, 0...1.
  private(set) var pore: PixelPlane
  /// Distance inside the contact's rim, 1/500 inch.
  private(set) var depth: PixelPlane

  init(
    of finger: MasterFinger, on scanner: ScannerModel, _ conditions: ImpressionConditions,
    seed: UInt64
  ) {
    scale = scanner.scale
    var draw = SeededGenerator(seed: seed, stream: .contact)
    let middle = SkinPoint(
      x: Double(scanner.width) / scale / 2 + conditions.shift.x,
      y: Double(scanner.height) / scale / 2 + conditions.shift.y)
    map = SkinMap(
      middle: middle, rotation: conditions.rotation, distortion: conditions.distortion)
    contact = ContactArea(conditions, seed: draw.next())
    ridge = PixelPlane(width: scanner.width, height: scanner.height, filledWith: -1)
    pore = PixelPlane(width: scanner.width, height: scanner.height)
    depth = PixelPlane(width: scanner.width, height: scanner.height, filledWith: -100)
    lay(finger)
  }

  /// Image place at 500 ppi of a pixel centre.
  func place(_ x: Int, _ y: Int) -> SkinPoint {
    SkinPoint(x: (Double(x) + 0.5) / scale - 0.5, y: (Double(y) + 0.5) / scale - 0.5)
  }

  private mutating func lay(_ finger: MasterFinger) {
    for tileY in stride(from: 0, to: ridge.height, by: Self.tile) {
      for tileX in stride(from: 0, to: ridge.width, by: Self.tile) {
        lay(finger, SkinTile(self, tileX, tileY, side: Self.tile))
      }
    }
  }

  private static let tile = 8

  private mutating func lay(_ finger: MasterFinger, _ tile: SkinTile) {
    for y in tile.top..<min(tile.top + Self.tile, ridge.height) {
      for x in tile.left..<min(tile.left + Self.tile, ridge.width) {
        let here = tile.skin(x, y)
        let at = y * ridge.width + x
        depth.values[at] = Float(contact.depth(at: map.finger(at: place(x, y))))
        guard depth.values[at] > -40 else { continue }
        ridge.values[at] = finger.raster.ridge(here.x, here.y)
        pore.values[at] = finger.pores.opening(here.x, here.y)
      }
    }
  }
}

/// The skin places of a small square of pixels, computed at its corners only.
private struct SkinTile {
  let left: Int
  let top: Int
  private let side: Double
  private let corners: (SkinPoint, SkinPoint, SkinPoint, SkinPoint)

  init(_ relief: SkinRelief, _ left: Int, _ top: Int, side: Int) {
    self.left = left
    self.top = top
    self.side = Double(side)
    let (right, bottom) = (left + side, top + side)
    corners = (
      relief.map.skin(at: relief.place(left, top)), relief.map.skin(at: relief.place(right, top)),
      relief.map.skin(at: relief.place(left, bottom)),
      relief.map.skin(at: relief.place(right, bottom))
    )
  }

  func skin(_ x: Int, _ y: Int) -> SkinPoint {
    let (u, v) = (Double(x - left) / side, Double(y - top) / side)
    let (a, b, c, d) = corners
    return SkinPoint(
      x: (a.x * (1 - u) + b.x * u) * (1 - v) + (c.x * (1 - u) + d.x * u) * v,
      y: (a.y * (1 - u) + b.y * u) * (1 - v) + (c.y * (1 - u) + d.y * u) * v)
  }
}
