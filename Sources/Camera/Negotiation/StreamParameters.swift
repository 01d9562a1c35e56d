// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The block by which host and camera agree on a stream (UVC 1.5, table 4-75, probe and commit).
struct StreamParameters: Sendable, Hashable {
  /// Bytes of the block: 26 in UVC 1.0, 34 in 1.1, 48 in 1.5.
  enum Length: Int, Sendable, CaseIterable {
    case release10 = 26
    case release11 = 34
    case release15 = 48

    /// The length that a release prescribes.
    init(release: UInt16) {
      self = release >= 0x0150 ? .release15 : release >= 0x0110 ? .release11 : .release10
    }
  }

  /// Fields that the device is asked to keep: bit 0 the interval.
  var hint: UInt16 = 0
  /// `bFormatIndex`.
  var formatIndex: UInt8 = 0
  /// `bFrameIndex`.
  var frameIndex: UInt8 = 0
  /// `dwFrameInterval` in units of 100 ns.
  var frameInterval: UInt32 = 0
  /// `dwMaxVideoFrameSize` in bytes.
  var maxVideoFrameSize: UInt32 = 0
  /// `dwMaxPayloadTransferSize`: bytes of one payload with its header.
  var maxPayloadTransferSize: UInt32 = 0
  /// `dwClockFrequency` of time stamps in Hz; 0 in blocks of UVC 1.0.
  var clockFrequency: UInt32 = 0
  /// `bmFramingInfo`: bit 0 the frame ID is used, bit 1 the end of frame is; 0 in UVC 1.0.
  var framingInfo: UInt8 = 0

  /// A wish: everything else is the device's to say.
  init(mode: VideoMode, interval: UInt32) {
    hint = 1
    formatIndex = mode.formatIndex
    frameIndex = mode.frameIndex
    frameInterval = interval
  }

  /// Reads an answer; it may be of any release's length, whichever was asked for.
  ///
  /// Throws where it is shorter than the shortest block.
  init(_ bytes: [UInt8]) throws(MalformedData) {
    guard bytes.count >= Length.release10.rawValue else {
      throw MalformedData(offset: bytes.count, expected: "26 bytes of a probe block")
    }
    let block = ClassDescriptor(bytes: bytes[...])
    hint = try block.word(0)
    formatIndex = try block.byte(2)
    frameIndex = try block.byte(3)
    frameInterval = try block.long(4)
    maxVideoFrameSize = try block.long(18)
    maxPayloadTransferSize = try block.long(22)
    guard bytes.count >= Length.release11.rawValue else { return }
    clockFrequency = try block.long(26)
    framingInfo = try block.byte(30)
  }

  /// The block as it goes out. What we do not use is zero.
  func bytes(_ length: Length) -> [UInt8] {
    var block = littleEndian(hint) + [formatIndex, frameIndex] + littleEndian(frameInterval)
    // wKeyFrameRate, wPFrameRate, wCompQuality, wCompWindowSize, wDelay
    block += [UInt8](repeating: 0, count: 10)
    block += littleEndian(maxVideoFrameSize) + littleEndian(maxPayloadTransferSize)
    guard length != .release10 else { return block }
    // bPreferedVersion, bMinVersion, bMaxVersion
    block += littleEndian(clockFrequency) + [framingInfo, 0, 0, 0]
    return block + [UInt8](repeating: 0, count: length.rawValue - block.count)
  }

  private func littleEndian(_ value: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
    (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
