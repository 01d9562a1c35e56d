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
  }

  private let script: CameraScript
  private let format: PixelFormat
  private var number = -1
  private var bytes: [UInt8] = []
  private var offset = 0
  private var frameID: UInt8 = 0
  private var idle = 0
  private var clock: UInt32 = 1000

  init(_ script: CameraScript, _ format: PixelFormat) {
    self.script = script
    self.format = format
    nextFrame()
  }

  /// Whether anything was sent.
  var hasBegun: Bool { number > 0 || offset > 0 }
  var isAtEnd: Bool { number >= script.mostFrames }

  private var fault: CameraFault? { script.faults[number] }

  /// The next payload, of at most `size` bytes with its header; nil at the end of the script.
  mutating func next(_ size: Int) -> Step? {
    while !isAtEnd {
      if idle > 0 {
        idle -= 1
        return .payload([])
      }
      let piece = cut(size)
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
    var flags: UInt8 = 0x80 | frameID | (isLast && script.marksEnd ? 2 : 0)
    if fault == .errorBit, isMiddle { flags |= 0x40 }
    guard script.hasTimeStamps else { return [fault == .badHeader && isMiddle ? 255 : 2, flags] }
    let time = fault == .timeStampChanges && isMiddle ? clock &+ 1 : clock
    let length: UInt8 = fault == .badHeader && isMiddle ? 3 : 12
    return [length, flags | 0x0c] + CameraDescriptors.long(time) + [0, 0, 0, 0, 0, 0]
  }

  private mutating func nextFrame() {
    if number >= 0 { idle = script.idlePackets }
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
}
