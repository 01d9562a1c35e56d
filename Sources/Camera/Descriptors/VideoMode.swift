// SPDX-License-Identifier: Apache-2.0

/// One way in which a camera can give pictures: format and size, with its rates.
public struct VideoMode: Sendable, Hashable {
  /// Streaming interface.
  public let interface: UInt8
  /// `bFormatIndex`.
  public let formatIndex: UInt8
  /// `bFrameIndex`.
  public let frameIndex: UInt8
  /// How pixels lie.
  public let format: PixelFormat
  /// Pixels per row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Times between frames.
  public let intervals: FrameIntervals

  /// Takes all parts.
  public init(
    interface: UInt8, formatIndex: UInt8, frameIndex: UInt8, format: PixelFormat, width: Int,
    height: Int, intervals: FrameIntervals
  ) {
    self.interface = interface
    self.formatIndex = formatIndex
    self.frameIndex = frameIndex
    self.format = format
    self.width = width
    self.height = height
    self.intervals = intervals
  }

  init?(_ stream: VideoStreaming, _ format: VideoFormat, _ size: FrameSize) {
    guard let pixels = format.pixelFormat else { return nil }
    self.init(
      interface: stream.number, formatIndex: format.index, frameIndex: size.index, format: pixels,
      width: size.width, height: size.height, intervals: size.intervals)
  }

  /// Most bytes that a frame of it may have: exact for uncompressed ones; for JPEG four times a
  /// grey picture, which no camera reaches.
  public var mostBytes: Int {
    format.frameBytes(width: width, height: height) ?? 4 * width * height + 65_536
  }
}

extension VideoMode: CustomStringConvertible {
  /// Such as `GREY 640x480, up to 30 a second`.
  public var description: String {
    "\(format.rawValue) \(width)x\(height), up to \(Int(intervals.fastestRate.rounded())) a second"
  }
}
