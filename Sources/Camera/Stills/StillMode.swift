// SPDX-License-Identifier: Apache-2.0

import USB

/// How a still is taken (UVC 1.5, 2.4.2.4).
public enum StillMethod: UInt8, Sendable, Hashable, Comparable {
  /// The next frame of the stream.
  case nextFrame = 1
  /// A picture of its own, mostly larger, that comes in the running stream between frames.
  case inStream = 2
  /// A picture of its own on a bulk endpoint of its own, beside the stream.
  case ownEndpoint = 3

  /// By number.
  public static func < (lhs: StillMethod, rhs: StillMethod) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// One format and size in which a camera takes stills that are not frames of its stream.
public struct StillMode: Sendable, Hashable {
  /// How it is taken.
  public let method: StillMethod
  /// Format and size of the picture. Its `frameIndex` is the place in the list of still sizes, and its
  /// intervals mean nothing.
  public let mode: VideoMode
  /// `bCompressionIndex`: 0 where there is no choice.
  public let compressionIndex: UInt8
  /// Where it comes from, with the bytes of a packet; nil in the stream.
  let source: Source?

  /// A bulk endpoint of its own.
  struct Source: Sendable, Hashable {
    let endpoint: EndpointAddress
    let packetBytes: Int
  }

  /// Every size of a stream that is sane and that we can read.
  static func all(of stream: VideoStreaming) -> [StillMode] {
    guard let method = StillMethod(rawValue: stream.stillMethod), method != .nextFrame else {
      return []
    }
    return stream.stills.flatMap { stills -> [StillMode] in
      guard
        let format = stream.formats.first(where: { $0.index == stills.formatIndex })?.pixelFormat
      else { return [] }
      let source = method == .ownEndpoint ? Source(stills, stream) : nil
      guard (method == .ownEndpoint) == (source != nil) else { return [] }
      return stills.sizes.enumerated().compactMap { number, size in
        guard FrameSize.isSane(width: size.width, height: size.height) else { return nil }
        let mode = VideoMode(
          interface: stream.number, formatIndex: stills.formatIndex,
          frameIndex: UInt8(clamping: number + 1), format: format, width: size.width,
          height: size.height, intervals: .none)
        return StillMode(
          method: method, mode: mode, compressionIndex: stills.leastCompression, source: source)
      }
    }
  }

  /// The still that shows more than a frame of a stream does: the largest, of equal ones that in the
  /// stream's format; grey and colour are not exchanged. Nil when none is larger than the frame.
  public static func best(of stills: [StillMode], over stream: VideoMode) -> StillMode? {
    let larger = stills.filter { still in
      still.mode.interface == stream.interface && still.mode.pixels > stream.pixels
        && still.mode.format.isGray == stream.format.isGray
    }
    let most = larger.map(\.mode.pixels).max()
    let largest = larger.filter { $0.mode.pixels == most }
    return largest.first { $0.mode.format == stream.format } ?? largest.first
  }
}

extension StillMode: CustomStringConvertible {
  /// Such as `MJPEG 2592x1944 by method 2`.
  public var description: String {
    "\(mode.format.rawValue) \(mode.width)x\(mode.height) by method \(method.rawValue)"
  }
}

extension StillMode.Source {
  /// Nil when the device has no such bulk endpoint, or takes that of the stream.
  fileprivate init?(_ stills: StillSizes, _ stream: VideoStreaming) {
    guard let address = stills.endpoint, address != stream.endpoint,
      let bytes = stream.bulkPackets[address]
    else { return nil }
    (endpoint, packetBytes) = (address, bytes)
  }
}

extension FrameIntervals {
  /// A still has no rate.
  fileprivate static let none = FrameIntervals(standard: 0, values: [], isRange: false)
}

extension VideoMode {
  fileprivate var pixels: Int { width * height }
}

extension PixelFormat {
  fileprivate var isGray: Bool { self == .gray8 || self == .gray16 }
}
