// SPDX-License-Identifier: Apache-2.0

/// Decoded pixels of a frame, upright.
public struct Picture: Sendable, Hashable {
  /// What a pixel has.
  public enum Channels: Int, Sendable, Hashable {
    /// One byte of grey.
    case gray = 1
    /// Three bytes: red, green, blue.
    case colour = 3
  }

  /// Pixels per row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// What a pixel has.
  public let channels: Channels
  /// Row by row from the top left, without gaps.
  public let pixels: [UInt8]

  /// Takes the picture; nil when the count of bytes does not fit.
  public init?(width: Int, height: Int, channels: Channels, pixels: [UInt8]) {
    guard FrameSize.isSane(width: width, height: height),
      pixels.count == width * height * channels.rawValue
    else { return nil }
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
  }
}

extension Picture: CustomStringConvertible, CustomDebugStringConvertible {
  /// The size; never pixels, which would put a sample into logs.
  public var description: String { "\(channels) picture of \(width)x\(height) pixels" }

  /// The same.
  public var debugDescription: String { description }
}

extension Picture {
  /// A part of it; nil when it does not lie inside.
  public func cut(columns: Range<Int>, rows: Range<Int>) -> Picture? {
    guard !columns.isEmpty, !rows.isEmpty, columns.lowerBound >= 0, columns.upperBound <= width,
      rows.lowerBound >= 0, rows.upperBound <= height
    else { return nil }
    let step = channels.rawValue
    let part = rows.flatMap { y in
      let start = (y * width + columns.lowerBound) * step
      return pixels[start..<start + columns.count * step]
    }
    return Picture(width: columns.count, height: rows.count, channels: channels, pixels: part)
  }

  /// Undoes how the sensor is built in.
  func turned(by orientation: PictureOrientation) -> Picture {
    let step = channels.rawValue
    let row = width * step
    var turned = pixels
    switch orientation {
    case .upright: return self
    case .upsideDown: Self.reverse(&turned, 0..<pixels.count, step)
    case .mirrored:
      for start in stride(from: 0, to: pixels.count, by: row) {
        Self.reverse(&turned, start..<start + row, step)
      }
    }
    return Picture(width: width, height: height, channels: channels, pixels: turned) ?? self
  }

  /// Reverses the order of pixels in a range, not that of the bytes in a pixel.
  private static func reverse(_ bytes: inout [UInt8], _ range: Range<Int>, _ step: Int) {
    var (left, right) = (range.lowerBound, range.upperBound - step)
    while left < right {
      for channel in 0..<step { bytes.swapAt(left + channel, right + channel) }
      (left, right) = (left + step, right - step)
    }
  }
}
