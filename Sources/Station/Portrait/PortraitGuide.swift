// SPDX-License-Identifier: Apache-2.0

/// Where the operator sees to it that the head is: a frame on the screen that the head fills from chin
/// to crown and from ear to ear. Shares of the picture's width and height, from the top left.
public struct PortraitGuide: Sendable, Hashable {
  /// Left edge, 0...1.
  public var x = 0.35
  /// Upper edge, 0...1.
  public var y = 0.15
  /// Width, 0...1.
  public var width = 0.3
  /// Height, 0...1.
  public var height = 0.55

  /// A head in the middle, with shoulders below.
  public init() {}

  /// Reads `X,Y,WIDTH,HEIGHT` in per cent; nil for what does not lie in the picture.
  public init?(_ text: String) {
    let parts = text.split(separator: ",").map { Double($0) ?? -1 }
    guard parts.count == 4, parts.allSatisfy({ (0...100).contains($0) }), parts[2] >= 5,
      parts[3] >= 5, parts[0] + parts[2] <= 100, parts[1] + parts[3] <= 100
    else { return nil }
    (x, y, width, height) = (parts[0] / 100, parts[1] / 100, parts[2] / 100, parts[3] / 100)
  }

  /// The frame in pixels.
  func box(width: Int, height: Int) -> PixelBox {
    PixelBox(
      columns: Int(x * Double(width))..<Int((x + self.width) * Double(width)),
      rows: Int(y * Double(height))..<Int((y + self.height) * Double(height)))
  }

  /// The picture that is kept: 7 to 9 as on cards, the head filling three quarters of its height and a
  /// tenth of it free above (ISO/IEC 19794-5, full frontal), as far as the camera's picture reaches.
  func cut(width: Int, height: Int) -> PixelBox {
    let head = box(width: width, height: height)
    let wantedRows = min(Double(head.rows.count) / 0.75, Double(height))
    let rows = Int(min(wantedRows, Double(width) * 9 / 7))
    let columns = min(rows * 7 / 9, width)
    let top = min(max(head.rows.lowerBound - rows / 10, 0), height - rows)
    let middle = (head.columns.lowerBound + head.columns.upperBound) / 2
    let left = min(max(middle - columns / 2, 0), width - columns)
    return PixelBox(columns: left..<left + columns, rows: top..<top + rows)
  }
}

/// A rectangle of pixels.
struct PixelBox: Sendable, Hashable {
  let columns: Range<Int>
  let rows: Range<Int>
}
