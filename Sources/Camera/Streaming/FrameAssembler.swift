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
/// A frame ends when a payload says so, or when the next one has the other frame ID; a still that was
/// asked for begins and ends with the still bit as well, and is counted by the one who asked. What is missing,
/// reported bad, too short, too long or mixed makes the frame damaged: it is counted and dropped.
/// Nothing is trusted: frames never grow beyond what the mode allows.
public struct FrameAssembler: Sendable {
  /// Counts so far.
  public internal(set) var statistics = StreamStatistics()

  /// What was wrong with the last still that ended; nil where nothing was.
  private(set) var stillDamage: FrameDamage?

  private let shape: FrameShape
  /// What a still looks like; nil as long as none was asked for.
  private var stillShape: FrameShape?
  private let quirks: CameraQuirks
  private var frame: Building?
  /// The frame that ended last; nil where packets were lost since.
  private var ended: (id: Bool, isStill: Bool)?
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

  /// From now on pictures with the still bit are stills, and look like this.
  public mutating func expectStill(_ shape: FrameShape) {
    (stillShape, stillDamage) = (shape, nil)
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
    let data = piece.dropFirst(header.length)
    if let frame, isOther(frame, header, hasData: !data.isEmpty) { endFrame() }
    endsWithPayload = header.endsFrame
    if frame == nil, !data.isEmpty { startFrame(header) }
    if header.hasError { frame?.note(.deviceError) }
    if header.isStill, stillShape == nil { frame?.isStill = true }
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
    let most = shape(still: frame?.isStill == true).mostBytes
    frame?.append(data, most: most)
  }

  /// The payload in hand is all there; gives the frames that are whole by now.
  mutating func endPayload() -> [AssembledFrame] {
    if endsWithPayload {
      endsWithPayload = false
      if let now = frame {
        endFrame()
        ended = (now.frameID, now.isStill)
      }
    }
    return taken()
  }

  /// No further payload comes; gives the frame that is whole, though nothing said that it ends.
  mutating func endOfData() -> [AssembledFrame] {
    endFrame()
    return taken()
  }

  private mutating func taken() -> [AssembledFrame] {
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
    ended = nil
  }

  /// The stream ends here; a frame that was begun is lost, and counted where that was nobody's wish.
  mutating func interrupt(onWish: Bool) {
    if let frame, !onWish { count(.interrupted, still: frame.isStill) }
    frame = nil
    ended = nil
    endsWithPayload = false
  }

  private func shape(still isStill: Bool) -> FrameShape { isStill ? stillShape ?? shape : shape }

  /// Whether a payload belongs to another picture than the one in hand. Some cameras set the still bit
  /// in payloads with data only.
  private func isOther(_ frame: Building, _ header: PayloadHeader, hasData: Bool) -> Bool {
    let isOtherKind = stillShape != nil && hasData && frame.isStill != header.isStill
    return isOtherKind || (frame.frameID != header.frameID && !quirks.keepsFrameID)
  }

  private mutating func startFrame(_ header: PayloadHeader) {
    // From frame to still and back not every camera changes the frame ID.
    let isSameKind = stillShape == nil || ended?.isStill == header.isStill
    let isSame = ended?.id == header.frameID && isSameKind && !quirks.keepsFrameID
    frame = Building(
      frameID: header.frameID, presentationTime: header.presentationTime, isStill: header.isStill,
      damage: isSame ? .toggleLost : nil)
    let shape = shape(still: header.isStill)
    frame?.bytes.reserveCapacity(shape.exactBytes ?? shape.mostBytes / 8)
  }

  private mutating func endFrame() {
    guard let done = frame else { return }
    frame = nil
    ended = nil
    let shape = shape(still: done.isStill)
    if let damage = done.damage ?? shape.damage(of: done.bytes, quirks: quirks) {
      return count(damage, still: done.isStill)
    }
    if stillShape == nil || !done.isStill { statistics.wholeFrames += 1 }
    whole.append(
      AssembledFrame(
        bytes: done.bytes, presentationTime: done.presentationTime, isStill: done.isStill))
  }

  private mutating func count(_ damage: FrameDamage, still isStill: Bool) {
    guard stillShape != nil, isStill else { return statistics.count(damage) }
    stillDamage = damage
  }
}
