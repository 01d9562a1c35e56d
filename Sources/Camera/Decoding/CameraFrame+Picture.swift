// SPDX-License-Identifier: Apache-2.0

extension CameraFrame {
  /// The frame as grey, 8 bits a pixel, upright.
  ///
  /// Throws `faulty` for a JPEG frame that cannot be decoded without a doubt.
  public func gray() throws(CameraError) -> Picture {
    let pixels: [UInt8]
    switch mode.format {
    case .gray8: pixels = bytes
    case .gray16: pixels = try whole(WideGray(significantBits: quirks.significantBits).gray(bytes))
    case .yuy2: pixels = try whole(PackedYUV(mode, lumaAt: 0).gray(bytes))
    case .uyvy: pixels = try whole(PackedYUV(mode, lumaAt: 1).gray(bytes))
    case .nv12: pixels = Array(bytes.prefix(mode.width * mode.height))
    case .mjpeg:
      if let decoded { return decoded }
      return try MotionJPEG.decode(self, .gray).turned(by: quirks.orientation)
    }
    return try picture(.gray, pixels)
  }

  /// The frame in colour, 24 bits a pixel, upright; grey cameras give three equal channels.
  ///
  /// Throws `faulty` for a JPEG frame that cannot be decoded without a doubt.
  public func colour() throws(CameraError) -> Picture {
    let pixels: [UInt8]
    switch mode.format {
    case .gray8, .gray16: pixels = try gray().pixels.flatMap { [$0, $0, $0] }
    case .yuy2: pixels = try whole(PackedYUV(mode, lumaAt: 0).colour(bytes))
    case .uyvy: pixels = try whole(PackedYUV(mode, lumaAt: 1).colour(bytes))
    case .nv12: pixels = try whole(PlanarYUV(mode).colour(bytes))
    case .mjpeg: return try MotionJPEG.decode(self, .colour).turned(by: quirks.orientation)
    }
    return try picture(.colour, pixels)
  }

  private func picture(
    _ channels: Picture.Channels, _ pixels: [UInt8]
  ) throws(CameraError) -> Picture {
    let made = Picture(
      width: mode.width, height: mode.height, channels: channels, pixels: pixels)
    return try whole(made).turned(by: quirks.orientation)
  }

  /// Frames of the assembler have the right size; one that was made elsewhere may not.
  private func whole<Value>(_ value: Value?) throws(CameraError) -> Value {
    guard let value else { throw CameraError(.faulty, "The frame has not the size of its format.") }
    return value
  }
}
