// SPDX-License-Identifier: Apache-2.0

public import Camera

/// What a made-up camera is, and what goes wrong with it.
public struct CameraScript: Sendable {
  /// Formats that it offers.
  public var formats: [PixelFormat] = [.gray8]
  /// Pixels per row.
  public var width = 640
  /// Rows.
  public var height = 480
  /// `bcdUVC`.
  public var release: UInt16 = 0x0110
  /// Whether its endpoint is isochronous; else it is bulk.
  public var isIsochronous = true
  /// Bytes of a payload with its header; the isochronous endpoint has settings of a third, two thirds
  /// and all of 3072.
  public var payloadBytes = 3060
  /// Whether the last payload of a frame says so.
  public var marksEnd = true
  /// Whether headers have time stamps.
  public var hasTimeStamps = true
  /// Packets, or payloads, without data after each frame.
  public var idlePackets = 0
  /// What it shows in turn, in place of test frames: the bytes of its one format.
  public var pictures: [[UInt8]] = []
  /// Frames that it gives before it falls silent.
  public var mostFrames = Int.max
  /// What goes wrong in which frame, counted from 0 since the stream began.
  public var faults: [Int: CameraFault] = [:]
  /// What it writes into `dwMaxPayloadTransferSize` in place of the truth.
  public var saysPayloadBytes: UInt32?
  /// Bytes of the probe block that it insists on; others are refused.
  public var probeLength = 34
  /// Stills that it takes beside its stream; nil for none.
  public var stills: StillScript?

  /// A sound camera.
  public init() {}
}

/// How a made-up camera takes stills, and what goes wrong with them.
public struct StillScript: Sendable {
  /// In the stream, or on an endpoint of its own.
  public var method: StillMethod
  /// Widths and heights that it lists.
  public var sizes: [(width: Int, height: Int)] = [(320, 240), (1280, 960)]
  /// Compression ratios that it lists.
  public var compressions: [UInt8] = []
  /// Bytes of a payload with its header. Isochronous ones come only at a setting that has room for it.
  public var payloadBytes = 3060
  /// Whether the last payload of a still says so.
  public var marksEnd = true
  /// Whether the frame ID changes with a still, as the standard wants.
  public var togglesFrameID = true
  /// What stills of a size with so many bytes show in place of test frames.
  public var picture: [UInt8]?
  /// What goes wrong with which still, counted from 0 by requests for one.
  public var faults: [Int: StillFault] = [:]
  /// What goes wrong with all of them.
  public var faultOfAll: StillFault?
  /// The place of the size that it agrees to, whatever it is asked for; nil for the one asked for.
  public var agreesTo: UInt8?

  /// A sound one.
  public init(_ method: StillMethod) { self.method = method }
}

/// Something that goes wrong with one still.
public enum StillFault: Sendable, Hashable {
  /// The request to agree on a size is refused.
  case probeRefused
  /// The request for the picture is refused.
  case triggerRefused
  /// The request is taken, and nothing comes.
  case lost
  /// The endpoint stalls in the middle of the still; on bulk endpoints only.
  case stall
  /// What can happen to a frame.
  case frame(CameraFault)
}

/// Something that goes wrong with one frame.
public enum CameraFault: String, Sendable, CaseIterable {
  /// A packet in the middle is lost, and the host hears of it; on bulk endpoints a transfer fails.
  case lostPacket
  /// A payload in the middle is never sent.
  case missingPayload
  /// All payloads from the middle on are never sent, so that no end is seen.
  case missingEnd
  /// The error bit is set in one payload.
  case errorBit
  /// The frame ID stays that of the frame before.
  case toggleLost
  /// The frame has more bytes than it may.
  case overlong
  /// A header says a length that cannot be.
  case badHeader
  /// The time stamp changes in the middle.
  case timeStampChanges
  /// The plug is pulled in the middle.
  case unplug
}
