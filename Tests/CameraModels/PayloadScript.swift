// SPDX-License-Identifier: Apache-2.0

import Camera

/// Cuts test frames into payloads and brings in the faults of a script.
struct PayloadScript: Sendable {
  /// What comes next on the wire.
  enum Step {
    /// A payload with its header; an empty one is a packet without data.
    case payload([UInt8])
    /// A payload that the host knows to be lost.
    case lost
    /// The plug is pulled.
    case unplug
    /// The endpoint stalls.
    case stall
  }

  private let script: CameraScript
  private let format: PixelFormat
  private var number = -1
  private var bytes: [UInt8] = []
  private var offset = 0
  private var frameID: UInt8 = 0
  private var idle = 0
  private var clock: UInt32 = 1000
  /// A still that comes when the frame in hand is over.
  private var asked: StillPicture?
  /// The still in hand.
  private var still: StillPicture?

  init(_ script: CameraScript, _ format: PixelFormat) {
    self.script = script
    self.format = format
    nextFrame()
  }

  /// Whether anything was sent.
  var hasBegun: Bool { number > 0 || offset > 0 }
  var isAtEnd: Bool { number >= script.mostFrames && still == nil && asked == nil }

  private var fault: CameraFault? {
    guard let still else { return script.faults[number] }
    if case .frame(let fault) = still.fault { return fault }
    return nil
  }

  /// A still is to come after the frame in hand.
  mutating func ask(for still: StillPicture) {
    let isIdle = isAtEnd
    asked = still
    if isIdle { nextFrame() }
  }

  /// The still is not wanted any more; one that was begun ends short.
  mutating func abortStill() {
    asked = nil
    if still != nil { nextFrame() }
  }

  /// The stream was interrupted: the frame in hand is not sent to its end.
  mutating func abandonFrame() { if still == nil { nextFrame() } }

  /// The next payload, of at most `room` bytes with its header; nil at the end of the script.
  mutating func next(_ room: Int = .max) -> Step? {
    while !isAtEnd {
      let size = min(room, still == nil ? script.payloadBytes : script.stills?.payloadBytes ?? room)
      if idle > 0 {
        idle -= 1
        return .payload([])
      }
      let isStalling = still?.fault == .stall
      let piece = cut(size)
      if isStalling, piece.isMiddle {
        nextFrame()
        return .stall
      }
      switch piece.fault {
      case .lostPacket where piece.isMiddle: return .lost
      case .unplug where piece.isMiddle: return .unplug
      case .missingPayload where piece.isMiddle, .missingEnd where piece.isBehindMiddle: continue
      default: return .payload(piece.payload)
      }
    }
    return nil
  }

  private struct Piece {
    let payload: [UInt8]
    let fault: CameraFault?
    let isMiddle: Bool
    let isBehindMiddle: Bool
  }

  private mutating func cut(_ size: Int) -> Piece {
    let middle = bytes.count / 2
    let start = offset
    let data = bytes[start..<min(start + size - (script.hasTimeStamps ? 12 : 2), bytes.count)]
    offset = data.endIndex
    let isMiddle = start < middle && offset >= middle
    let isLast = offset == bytes.count
    let piece = Piece(
      payload: header(isLast: isLast, isMiddle: isMiddle) + data, fault: fault, isMiddle: isMiddle,
      isBehindMiddle: offset >= middle)
    if isLast { nextFrame() }
    return piece
  }

  private func header(isLast: Bool, isMiddle: Bool) -> [UInt8] {
    let marksEnd = still == nil ? script.marksEnd : script.stills?.marksEnd == true
    var flags: UInt8 = 0x80 | frameID | (isLast && marksEnd ? 2 : 0) | (still == nil ? 0 : 0x20)
    if fault == .errorBit, isMiddle { flags |= 0x40 }
    guard script.hasTimeStamps else { return [fault == .badHeader && isMiddle ? 255 : 2, flags] }
    let time = fault == .timeStampChanges && isMiddle ? clock &+ 1 : clock
    let length: UInt8 = fault == .badHeader && isMiddle ? 3 : 12
    return [length, flags | 0x0c] + CameraDescriptors.long(time) + [0, 0, 0, 0, 0, 0]
  }

  private mutating func nextFrame() {
    if number >= 0 { idle = script.idlePackets }
    if let begins = asked { return begin(begins) }
    still = nil
    number += 1
    guard !isAtEnd else { return }
    offset = 0
    clock &+= 1_000_000
    bytes =
      script.pictures.isEmpty
      ? TestFrame.bytes(number, format, width: script.width, height: script.height)
      : script.pictures[number % script.pictures.count]
    if fault == .overlong { bytes += [UInt8](repeating: 7, count: 40) }
    if fault != .toggleLost { frameID ^= 1 }
  }

  private mutating func begin(_ picture: StillPicture) {
    (still, asked) = (picture, nil)
    offset = 0
    clock &+= 1_000_000
    bytes = picture.bytes
    if fault == .overlong { bytes += [UInt8](repeating: 7, count: 40) }
    if fault != .toggleLost, script.stills?.togglesFrameID == true { frameID ^= 1 }
  }
}

/// A still that is to be sent.
struct StillPicture: Sendable {
  let bytes: [UInt8]
  let fault: StillFault?
}
