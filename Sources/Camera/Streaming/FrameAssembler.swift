// SPDX-License-Identifier: Apache-2.0

/// A whole frame as it left the camera.
public struct AssembledFrame: Sendable, Hashable {
  /// All bytes of the picture.
  public let bytes: [UInt8]
  /// Clock of the camera when it began, in ticks; nil where the camera does not say.
  public let presentationTime: UInt32?
  /// Whether it is a still.
  public let isStill: Bool
}

/// Puts payloads together into frames, and hands on only those that are whole.
///
/// A frame ends when a payload says so, or when the next one has the other frame ID. What is missing,
/// reported bad, too short, too long or mixed makes the frame damaged: it is counted and dropped.
/// Nothing is trusted: frames never grow beyond what the mode allows.
public struct FrameAssembler: Sendable {
  /// Counts so far.
  public internal(set) var statistics = StreamStatistics()

  private let shape: FrameShape
  private let quirks: CameraQuirks
  private var frame: Building?
  /// Frame ID of the frame that ended last; nil where packets were lost since.
  private var endedID: Bool?
  /// The payload in hand says that its frame ends with it.
  private var endsWithPayload = false
  private var whole: [AssembledFrame] = []

  private struct Building {
    let frameID: Bool
    let presentationTime: UInt32?
    var isStill: Bool
    var damage: FrameDamage?
    var bytes: [UInt8] = []

    /// Only the first reason counts.
    mutating func note(_ reason: FrameDamage) { damage = damage ?? reason }

    mutating func append(_ data: ArraySlice<UInt8>, most: Int) {
      guard bytes.count + data.count <= most else { return note(.overlong) }
      bytes.append(contentsOf: data)
    }
  }

  /// Takes what frames look like, and where the camera departs from the rules.
  public init(_ shape: FrameShape, quirks: CameraQuirks = CameraQuirks()) {
    self.shape = shape
    self.quirks = quirks
  }

  /// Takes one payload with its header; gives the frames that it completes, mostly none.
  public mutating func add(payload: ArraySlice<UInt8>) -> [AssembledFrame] {
    begin(payload)
    return endPayload()
  }

  /// Takes the first piece of a payload, which holds its header. An empty one says nothing.
  mutating func begin(_ piece: ArraySlice<UInt8>) {
    endsWithPayload = false
    guard !piece.isEmpty else { return }
    guard let header = PayloadHeader(piece) else {
      statistics.badHeaders += 1
      frame?.note(.badHeader)
      return
    }
    statistics.payloads += 1
    if let frame, frame.frameID != header.frameID, !quirks.keepsFrameID { endFrame() }
    endsWithPayload = header.endsFrame
    let data = piece.dropFirst(header.length)
    if frame == nil, !data.isEmpty { startFrame(header) }
    if header.hasError { frame?.note(.deviceError) }
    if header.isStill { frame?.isStill = true }
    if let began = frame?.presentationTime, let now = header.presentationTime, began != now,
      !quirks.changesTimeStamp
    {
      frame?.note(.mixed)
    }
    append(data)
  }

  /// Takes a further piece of the payload in hand.
  mutating func append(_ data: ArraySlice<UInt8>) {
    guard frame != nil, !data.isEmpty else { return }
    statistics.bytes += data.count
    frame?.append(data, most: shape.mostBytes)
  }

  /// The payload in hand is all there; gives the frames that are whole by now.
  mutating func endPayload() -> [AssembledFrame] {
    if endsWithPayload {
      endsWithPayload = false
      if let id = frame?.frameID {
        endFrame()
        endedID = id
      }
    }
    guard !whole.isEmpty else { return [] }
    defer { whole = [] }
    return whole
  }

  /// Packets, or a whole transfer, did not arrive.
  mutating func noteLoss(packets: Int) {
    statistics.lostPackets += packets
    frame?.note(.lostPackets)
    endsWithPayload = false
    // What was lost may have held whole frames, so the next ID says nothing.
    endedID = nil
  }

  /// The stream ends here; a frame that was begun is lost, and counted where that was nobody's wish.
  mutating func interrupt(onWish: Bool) {
    if frame != nil, !onWish { statistics.count(.interrupted) }
    frame = nil
    endedID = nil
    endsWithPayload = false
  }

  private mutating func startFrame(_ header: PayloadHeader) {
    let isSame = endedID == header.frameID && !quirks.keepsFrameID
    frame = Building(
      frameID: header.frameID, presentationTime: header.presentationTime, isStill: header.isStill,
      damage: isSame ? .toggleLost : nil)
    frame?.bytes.reserveCapacity(shape.exactBytes ?? shape.mostBytes / 8)
  }

  private mutating func endFrame() {
    guard let ended = frame else { return }
    frame = nil
    endedID = nil
    if let damage = ended.damage ?? shape.damage(of: ended.bytes) {
      return statistics.count(damage)
    }
    statistics.wholeFrames += 1
    whole.append(
      AssembledFrame(
        bytes: ended.bytes, presentationTime: ended.presentationTime, isStill: ended.isStill))
  }
}
