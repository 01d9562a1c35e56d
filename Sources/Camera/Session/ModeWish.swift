// SPDX-License-Identifier: Apache-2.0

/// What a capture wants of a camera, from which the mode follows.
public struct ModeWish: Sendable, Hashable {
  /// Formats, the best one first; others are not taken.
  public var formats: [PixelFormat]
  /// Pixels per row that are wanted.
  public var width: Int
  /// Rows that are wanted.
  public var height: Int
  /// Frames a second that are wanted; half of them must be possible.
  public var rate: Double

  /// Takes all parts.
  public init(formats: [PixelFormat], width: Int, height: Int, rate: Double) {
    self.formats = formats
    self.width = width
    self.height = height
    self.rate = rate
  }

  /// Eyes: grey where there is any, 640 x 480 at 30 frames a second.
  public static let iris = ModeWish(
    formats: [.gray8, .gray16, .yuy2, .uyvy, .nv12, .mjpeg], width: 640, height: 480, rate: 30)
  /// Faces: 1280 x 960 suffices for 480 x 600 pixels of head and shoulders with room to cut.
  public static let portrait = ModeWish(
    formats: [.yuy2, .uyvy, .nv12, .mjpeg, .gray8], width: 1280, height: 960, rate: 10)

  /// The mode that suits best: fast enough, in the size nearest to the wanted one, in the best format
  /// that it can be had in. Nil when there is none in any of the formats.
  public func choose(from modes: [VideoMode]) -> VideoMode? {
    modes.filter { formats.contains($0.format) }.min {
      cost($0).lexicographicallyPrecedes(cost($1))
    }
  }

  private func cost(_ mode: VideoMode) -> [Int] {
    let isSlow = mode.intervals.fastestRate < rate / 2
    let tooSmall = mode.width < width || mode.height < height
    let distance = abs(mode.width * mode.height - width * height)
    return [
      isSlow ? 1 : 0, tooSmall ? 1 : 0, distance, formats.firstIndex(of: mode.format) ?? .max,
    ]
  }
}

extension Camera {
  /// Begins a stream in the mode that suits best.
  ///
  /// Throws `unsuitable` when the camera has none of the formats.
  @discardableResult
  public func start(wish: ModeWish) async throws(CameraError) -> VideoMode {
    guard let mode = wish.choose(from: modes) else {
      let wanted = wish.formats.map(\.rawValue).joined(separator: ", ")
      throw CameraError(
        .unsuitable, "\(identity.title) gives none of \(wanted). Take another camera.")
    }
    try await start(mode, rate: wish.rate)
    return mode
  }
}
