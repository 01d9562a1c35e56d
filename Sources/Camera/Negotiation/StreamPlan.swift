// SPDX-License-Identifier: Apache-2.0

public import USB

/// What was agreed on, made sane: all that streaming needs to know.
public struct StreamPlan: Sendable, Hashable {
  /// Format and size.
  public let mode: VideoMode
  /// Time from frame to frame in units of 100 ns, as the camera will keep it.
  public let interval: UInt32
  /// Where pictures come from.
  public let endpoint: EndpointAddress
  /// The setting of the interface, or nil for a bulk endpoint that needs none.
  public let alternate: UInt8?
  /// How pictures come.
  public let isIsochronous: Bool
  /// Most bytes of a payload with its header.
  public let payloadBytes: Int
  /// One transfer that brings payloads, without limit of time.
  public let transfer: Transfer
  /// Transfers that are kept going.
  public let inFlight: Int

  /// Frames a second.
  public var rate: Double { 10_000_000 / Double(max(interval, 1)) }
}

extension StreamPlan {
  /// Most bytes of one bulk transfer. Longer payloads take several: the system has 16 MiB for all.
  static let longestBulkTransfer = 1 << 18
  /// Packets of an isochronous transfer: 4 ms at high speed, a quarter of what Linux takes.
  private static let isochronousPackets = 32
  /// Bytes that the transfers of a stream hold at once; half of what Linux gives to all programs is
  /// left for a second camera.
  private static let mostBytesInFlight = 4 << 20
  /// Bytes of the longest usual payload header.
  static let headerBytes = 12

  /// Makes a plan of what the camera agreed to.
  ///
  /// Nil when the interface has no setting at all for pictures. Sizes that are 0 or nonsense are
  /// replaced by what format and rate need.
  init?(_ agreed: StreamParameters, mode: VideoMode, stream: VideoStreaming, quirks: CameraQuirks) {
    self.mode = mode
    interval = agreed.frameInterval
    endpoint = stream.endpoint
    let bandwidth = Bandwidth(agreed, mode: mode, ignoresDevice: quirks.overstatesBandwidth)
    if let setting = stream.setting(for: bandwidth) {
      isIsochronous = true
      alternate = setting.alternate
      payloadBytes = setting.bytesPerInterval
      let packets = Self.isochronousPackets
      transfer = Transfer(
        .readIsochronous(stream.endpoint, packets: packets, packetSize: payloadBytes), timeout: nil)
    } else if let setting = stream.settings.first(where: { !$0.isIsochronous }) {
      isIsochronous = false
      alternate = setting.alternate == 0 ? nil : setting.alternate
      payloadBytes = bandwidth.bulkPayload
      let packet = max(setting.bytesPerInterval, 1)
      let wanted = min(payloadBytes, Self.longestBulkTransfer)
      let count = (wanted + packet - 1) / packet * packet
      transfer = Transfer(.read(stream.endpoint, count: count), timeout: nil)
    } else {
      return nil
    }
    inFlight = Self.inFlight(transfer)
  }

  /// Two keep the bus busy; more than 16 only add delay.
  private static func inFlight(_ transfer: Transfer) -> Int {
    min(max(mostBytesInFlight / max(transfer.count, 1), 2), 16)
  }

  /// The same stream at another isochronous setting.
  func with(_ setting: VideoStreaming.Setting) -> StreamPlan {
    StreamPlan(self, setting)
  }

  private init(_ plan: StreamPlan, _ setting: VideoStreaming.Setting) {
    (mode, interval, endpoint) = (plan.mode, plan.interval, plan.endpoint)
    (alternate, isIsochronous) = (setting.alternate, true)
    payloadBytes = setting.bytesPerInterval
    transfer = Transfer(
      .readIsochronous(
        endpoint, packets: Self.isochronousPackets, packetSize: setting.bytesPerInterval),
      timeout: nil)
    inFlight = Self.inFlight(transfer)
  }
}

/// What a stream needs, in the camera's words and in ours.
struct Bandwidth {
  private let saysPayload: Int
  private let mostFrame: Int
  private let rate: Double

  /// Microframes in a second at high speed.
  private static let microframes = 8000.0

  init(_ agreed: StreamParameters, mode: VideoMode, ignoresDevice: Bool) {
    saysPayload = ignoresDevice ? 0 : Int(agreed.maxPayloadTransferSize)
    mostFrame = mode.mostBytes
    rate = 10_000_000 / Double(max(agreed.frameInterval, 1))
  }

  /// Bytes of a microframe that the stream fills.
  var perInterval: Int {
    (1...49_152).contains(saysPayload) ? saysPayload : computed
  }

  /// A compressed frame has at most about half the bytes that `mostBytes` allows.
  private var computed: Int {
    Int(Double(mostFrame) * rate / Self.microframes) + StreamPlan.headerBytes
  }

  /// Bytes of a payload on a bulk endpoint: all of a frame where the camera says nothing of use.
  var bulkPayload: Int { Self.bulkPayload(saysPayload, mostFrame: mostFrame) }

  /// The same for a still.
  static func bulkPayload(_ saysPayload: Int, mode: VideoMode) -> Int {
    bulkPayload(saysPayload, mostFrame: mode.mostBytes)
  }

  private static func bulkPayload(_ saysPayload: Int, mostFrame: Int) -> Int {
    let whole = mostFrame + 256
    return (StreamPlan.headerBytes...whole).contains(saysPayload) ? saysPayload : whole
  }
}

extension VideoStreaming {
  /// The isochronous setting that suits: the smallest that is enough, else the largest.
  func setting(for need: Bandwidth) -> Setting? {
    let all = settings.filter(\.isIsochronous).sorted { $0.bytesPerInterval < $1.bytesPerInterval }
    return all.first { $0.bytesPerInterval >= need.perInterval } ?? all.last
  }
}
