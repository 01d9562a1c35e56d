// SPDX-License-Identifier: Apache-2.0

/// The header that every payload begins with (UVC 1.5, 2.4.3.3).
public struct PayloadHeader: Sendable, Hashable {
  /// Bytes of the header: `bHeaderLength`.
  public let length: Int
  /// Toggles from frame to frame (FID).
  public let frameID: Bool
  /// The frame ends with this payload (EOF); a camera need not tell.
  public let endsFrame: Bool
  /// The payload belongs to a still picture (STI).
  public let isStill: Bool
  /// The camera had an error while it made the frame (ERR).
  public let hasError: Bool
  /// Clock of the camera when the frame began (PTS), in ticks.
  public let presentationTime: UInt32?
  /// Clock of the camera, and number of the USB frame, when the payload was sent (SCR).
  public let sourceClock: SourceClock?

  /// The source clock reference.
  public struct SourceClock: Sendable, Hashable {
    /// Ticks of the camera's clock.
    public let time: UInt32
    /// Number of the USB frame, 11 bits.
    public let busFrame: UInt16
  }

  /// Reads the header; nil where there is none: the length does not fit the payload, or is less than
  /// the fields that the flags announce.
  public init?(_ payload: ArraySlice<UInt8>) {
    guard payload.count >= 2 else { return nil }
    let start = payload.startIndex
    length = Int(payload[start])
    let flags = payload[start + 1]
    let timeBytes = flags & 0x04 != 0 ? 4 : 0
    let clockBytes = flags & 0x08 != 0 ? 6 : 0
    guard length >= 2 + timeBytes + clockBytes, length <= payload.count else { return nil }
    frameID = flags & 0x01 != 0
    endsFrame = flags & 0x02 != 0
    isStill = flags & 0x20 != 0
    hasError = flags & 0x40 != 0
    func long(_ at: Int) -> UInt32 {
      payload[(start + at)..<(start + at + 4)].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    presentationTime = timeBytes == 0 ? nil : long(2)
    if clockBytes == 0 {
      sourceClock = nil
    } else {
      let at = 2 + timeBytes
      let frame = UInt16(payload[start + at + 4]) | UInt16(payload[start + at + 5]) << 8
      sourceClock = SourceClock(time: long(at), busFrame: frame & 0x7ff)
    }
  }
}
