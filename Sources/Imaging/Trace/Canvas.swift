// SPDX-License-Identifier: Apache-2.0

/// A colour picture to draw on, for traces and reports.
///
/// Coordinates are those of the image underneath: pixels from its top left corner, (0, 0) being the
/// centre of the first pixel. The picture itself has `scale` times as many.
public struct Canvas: Sendable, Hashable {
  /// A place on the image underneath, in its pixels.
  public typealias Point = SIMD2<Float>

  /// Pixels per row of the picture.
  public let width: Int
  /// Rows of the picture.
  public let height: Int
  /// Picture pixels along each side of one image pixel.
  public let scale: Int
  /// Red, green, blue of each picture pixel, row by row from the top left.
  public private(set) var rgb: [UInt8]

  /// Takes a size in image pixels, which is held to 1...16384, and the scale, which is held to what
  /// keeps the picture within 16384 pixels a side.
  public init(width: Int, height: Int, scale: Int = 1, background: Colour = .white) {
    let longest = GrayImage.maximumSide
    let columns = min(max(1, width), longest)
    let rows = min(max(1, height), longest)
    self.scale = min(max(1, scale), longest / max(columns, rows))
    self.width = columns * self.scale
    self.height = rows * self.scale
    rgb = [UInt8](repeating: 255, count: self.width * self.height * 3)
    fill(x: 0, y: 0, width: columns, height: rows, background)
  }

  /// Takes a grey image; each of its pixels becomes a square of `scale` pixels.
  public init(_ image: GrayImage, scale: Int = 1) {
    self.init(width: image.width, height: image.height, scale: scale, gray: image.pixels)
  }

  /// Takes a normalized image; each of its pixels becomes a square of `scale` pixels.
  public init(_ image: NormalizedImage, scale: Int = 1) {
    self.init(width: image.width, height: image.height, scale: scale, gray: image.pixels)
  }

  private init(width: Int, height: Int, scale: Int, gray: [UInt8]) {
    self.init(width: width, height: height, scale: scale)
    for y in 0..<self.height {
      for x in 0..<self.width {
        let value = gray[y / self.scale * width + x / self.scale]
        for part in 0..<3 { rgb[(y * self.width + x) * 3 + part] = value }
      }
    }
  }

  /// Colours a rectangle of image pixels; opacity 1 covers what is there.
  public mutating func fill(
    x: Int, y: Int, width: Int, height: Int, _ colour: Colour, opacity: Float = 1
  ) {
    let columns = 0..<self.width / scale
    let rows = 0..<self.height / scale
    let right = x.addingReportingOverflow(width).partialValue
    let bottom = y.addingReportingOverflow(height).partialValue
    guard x < right, y < bottom else { return }
    let across = (x..<right).clamped(to: columns)
    let down = (y..<bottom).clamped(to: rows)
    for row in down.lowerBound * scale..<down.upperBound * scale {
      for column in across.lowerBound * scale..<across.upperBound * scale {
        blend(column, row, colour, opacity)
      }
    }
  }

  /// Draws a line with round ends, `thickness` image pixels wide.
  public mutating func line(
    from start: Point, to end: Point, _ colour: Colour, thickness: Float = 1
  ) {
    let margin = thickness / 2
    draw(over: [start, end], margin: margin, colour) {
      Self.distance($0, toSegmentFrom: start, to: end) - margin
    }
  }

  /// Draws a line with a head at its end, whose sides are a third of the length.
  public mutating func arrow(
    from start: Point, to end: Point, _ colour: Colour, thickness: Float = 1
  ) {
    let back = (start - end) / 3
    let side = Point(-back.y, back.x) * 0.6
    line(from: start, to: end, colour, thickness: thickness)
    line(from: end, to: end + back + side, colour, thickness: thickness)
    line(from: end, to: end + back - side, colour, thickness: thickness)
  }

  /// Draws a filled circle.
  public mutating func disc(at centre: Point, radius: Float, _ colour: Colour) {
    draw(over: [centre], margin: radius, colour) { Self.length($0 - centre) - radius }
  }

  /// Draws a circle line, `thickness` image pixels wide, around `centre`.
  public mutating func ring(
    at centre: Point, radius: Float, _ colour: Colour, thickness: Float = 1
  ) {
    draw(over: [centre], margin: radius + thickness / 2, colour) {
      abs(Self.length($0 - centre) - radius) - thickness / 2
    }
  }

  /// The picture as a PNG file.
  public func png() throws(ImageError) -> [UInt8] {
    try PNG.encode(width: width, height: height, rgb: rgb)
  }

  /// Colours what lies inside a shape, given as signed distance to its edge in image pixels
  /// (negative inside), with smooth edges. Shapes that are not finite are left out.
  private mutating func draw(
    over points: [Point], margin: Float, _ colour: Colour, distance: (Point) -> Float
  ) {
    let corners = points.map { ($0 - margin - 1, $0 + margin + 1) }
    guard let first = corners.first else { return }
    let low = corners.dropFirst().reduce(first.0) { pointwiseMin($0, $1.0) }
    let high = corners.dropFirst().reduce(first.1) { pointwiseMax($0, $1.1) }
    guard low.x.isFinite, low.y.isFinite, high.x.isFinite, high.y.isFinite else { return }
    for y in pictureRange(low.y, high.y, count: height) {
      for x in pictureRange(low.x, high.x, count: width) {
        let place = (Point(Float(x), Float(y)) + 0.5) / Float(scale) - 0.5
        let coverage = 0.5 - distance(place) * Float(scale)
        if coverage > 0 { blend(x, y, colour, coverage) }
      }
    }
  }

  /// The picture rows or columns between two image coordinates.
  private func pictureRange(_ low: Float, _ high: Float, count: Int) -> Range<Int> {
    let limit = Float(count)
    let from = Int(min(max((low + 0.5) * Float(scale), 0), limit))
    let to = Int(min(max((high + 0.5) * Float(scale) + 1, 0), limit))
    return from..<max(from, to)
  }

  private mutating func blend(_ x: Int, _ y: Int, _ colour: Colour, _ opacity: Float) {
    let at = (y * width + x) * 3
    let mixed = Colour(rgb[at], rgb[at + 1], rgb[at + 2]).mixed(with: colour, share: opacity)
    rgb[at] = mixed.red
    rgb[at + 1] = mixed.green
    rgb[at + 2] = mixed.blue
  }

  private static func distance(
    _ point: Point, toSegmentFrom start: Point, to end: Point
  ) -> Float {
    let along = end - start
    let square = (along * along).sum()
    let share = square > 0 ? ((point - start) * along).sum() / square : 0
    return length(point - start - along * min(max(share, 0), 1))
  }

  private static func length(_ vector: Point) -> Float {
    (vector * vector).sum().squareRoot()
  }
}
