// SPDX-License-Identifier: Apache-2.0

/// What a whole frame of a stream must look like.
public struct FrameShape: Sendable, Hashable {
  /// Format and size.
  public let mode: VideoMode
  /// Bytes of a frame; nil for JPEG, whose frames vary.
  let exactBytes: Int?
  /// Bytes that no frame exceeds.
  let mostBytes: Int

  /// Takes the mode.
  public init(_ mode: VideoMode) {
    self.mode = mode
    exactBytes = mode.format.frameBytes(width: mode.width, height: mode.height)
    mostBytes = mode.mostBytes
  }

  /// What is wrong with the bytes of a frame that ended; nil where nothing is.
  func damage(of bytes: [UInt8], quirks: CameraQuirks) -> FrameDamage? {
    if let exactBytes { return bytes.count == exactBytes ? nil : .short }
    return JPEGFrame.picture(in: bytes, of: mode, quirks: quirks) == nil ? .unreadable : nil
  }
}
