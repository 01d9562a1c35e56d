// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// One fingertip found on a slap.
public struct SlapFinger: Sendable, Hashable {
  /// Which finger it was taken for.
  public let position: FingerPosition
  /// The fingertip down to its first crease, turned with the finger; pixels of the source image.
  public let box: TurnedBox
  /// The smallest upright box around `box` within the source image, as field 14.021 wants it.
  public let bounds: PixelBox
  /// How sure the box shows a whole fingertip and the position is right, 0...1.
  public let confidence: Double
  /// Whether the image ends within the fingertip, at the top or a side.
  public let isCut: Bool
}

/// A rectangle turned around its middle.
public struct TurnedBox: Sendable, Hashable {
  /// Middle, pixels from the left edge.
  public let x: Double
  /// Middle, pixels from the top edge.
  public let y: Double
  /// Across the finger, pixels.
  public let width: Double
  /// Along the finger, pixels.
  public let height: Double
  /// Degrees by which the finger's tip leans to the right of upright, as seen.
  public let angle: Double

  /// Left to right and top to bottom of the box before it is turned.
  public var corners: [(x: Double, y: Double)] {
    [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map {
      place(across: $0.0 * width / 2, along: $0.1 * height / 2)
    }
  }

  /// Where a place lies that is so many pixels to the right of the middle and down from it before
  /// the box is turned.
  public func place(across: Double, along: Double) -> (x: Double, y: Double) {
    let turn = HandFrame.turn(degrees: angle)
    return (x + across * turn.cos - along * turn.sin, y + across * turn.sin + along * turn.cos)
  }

  /// Whether a place lies in the box.
  public func contains(x: Double, y: Double) -> Bool {
    let turn = HandFrame.turn(degrees: angle)
    let (dx, dy) = (x - self.x, y - self.y)
    return abs(dx * turn.cos + dy * turn.sin) <= width / 2
      && abs(dy * turn.cos - dx * turn.sin) <= height / 2
  }
}

/// A rectangle of whole pixels; `right` and `bottom` belong to it.
public struct PixelBox: Sendable, Hashable {
  /// First column.
  public let left: Int
  /// First row.
  public let top: Int
  /// Last column.
  public let right: Int
  /// Last row.
  public let bottom: Int

  /// Columns.
  public var width: Int { right - left + 1 }
  /// Rows.
  public var height: Int { bottom - top + 1 }

  /// The smallest box of an image that holds the turned box; nil when none of it is in the image.
  init?(around box: TurnedBox, width: Int, height: Int) {
    let corners = box.corners
    let xs = corners.map(\.x).sorted()
    let ys = corners.map(\.y).sorted()
    guard let left = xs.first, let right = xs.last, let top = ys.first, let bottom = ys.last,
      right >= 0, bottom >= 0, left <= Double(width - 1), top <= Double(height - 1)
    else { return nil }
    self.left = max(0, Int(left.rounded()))
    self.top = max(0, Int(top.rounded()))
    self.right = min(width - 1, Int(right.rounded()))
    self.bottom = min(height - 1, Int(bottom.rounded()))
  }
}
