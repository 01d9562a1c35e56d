// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The block by which host and camera agree on a still (UVC 1.5, table 4-78, still probe and commit).
struct StillParameters: Sendable, Hashable {
  /// Bytes of the block in every release.
  static let length = 11

  /// `bFormatIndex`.
  var formatIndex: UInt8
  /// `bFrameIndex`: place in the list of still sizes, from 1.
  var frameIndex: UInt8
  /// `bCompressionIndex`; 0 where there is no choice.
  var compressionIndex: UInt8
  /// `dwMaxVideoFrameSize` in bytes.
  var maxVideoFrameSize: UInt32 = 0
  /// `dwMaxPayloadTransferSize`: bytes of one payload with its header.
  var maxPayloadTransferSize: UInt32 = 0

  /// A wish: sizes are the device's to say.
  init(_ still: StillMode) {
    formatIndex = still.mode.formatIndex
    frameIndex = still.mode.frameIndex
    compressionIndex = still.compressionIndex
  }

  /// Reads an answer; throws for one that is too short.
  init(_ bytes: [UInt8]) throws(MalformedData) {
    let block = ClassDescriptor(bytes: bytes[...])
    formatIndex = try block.byte(0)
    frameIndex = try block.byte(1)
    compressionIndex = try block.byte(2)
    maxVideoFrameSize = try block.long(3)
    maxPayloadTransferSize = try block.long(7)
  }

  /// The block as it goes out.
  var bytes: [UInt8] {
    [formatIndex, frameIndex, compressionIndex] + littleEndian(maxVideoFrameSize)
      + littleEndian(maxPayloadTransferSize)
  }

  private func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
