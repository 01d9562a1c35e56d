// SPDX-License-Identifier: Apache-2.0

public import USB

/// A TouchChip sensor on which a finger lies soon after it is asked for.
public struct UPEKModel: ScannerModel {
  /// 147e:2016.
  public let descriptors = ScannerModels.descriptors(
    0x147e, 0x2016, endpoints: [(0x81, 2, 64), (0x02, 2, 64)])
  /// Pixels per row: three quarters of the sensor's columns.
  public let width: Int
  /// The picture as it is sent.
  public let expected: [UInt8]
  private let isSwipe: Bool
  private let height: Int

  private var outgoing: [[UInt8]] = []
  private var reads: [(id: Int, count: Int)] = []
  private var part = 0
  private var sequence: UInt8 = 0
  private var statuses: [UInt8] = []

  /// Takes which of the two kinds it is.
  public init(isSwipe: Bool) {
    self.isSwipe = isSwipe
    (width, height) = isSwipe ? (144, 384) : (192, 270)
    expected = isSwipe ? Self.swipe : Self.area
  }

  private static let swipe = ScannerModels.picture(width: 144, height: 384)
  private static let area = ScannerModels.picture(width: 192, height: 270)

  /// No session, nothing to say.
  public mutating func start() { (outgoing, reads, statuses, part) = ([], [], [], 0) }

  /// Messages in, messages out.
  public mutating func submitted(_ transfer: Transfer, id: Int) -> [DeviceAnswer] {
    switch transfer.content {
    case .writeControl(let setup, _) where setup.request == 0x0c:
      start()
      say(0x03, [1, 0, 0, 0, 0xc0])
      return [DeviceAnswer(id, .accepted)]
    case .write(0x02, let bytes):
      answer(bytes)
      return [DeviceAnswer(id, .accepted)] + delivered()
    case .read(0x81, let count):
      reads.append((id, count))
      return delivered()
    case .readControl, .writeControl, .read, .write, .readIsochronous:
      return [DeviceAnswer(id, .stall)]
    }
  }

  /// A read is taken back.
  public mutating func cancelled(id: Int) { reads.removeAll { $0.id == id } }

  private mutating func answer(_ bytes: [UInt8]) {
    guard bytes.count >= 9 else { return }
    sequence = bytes[5] >> 4
    let payload = Array(bytes[7..<bytes.count - 2])
    switch (bytes[4], payload.first) {
    case (0x04, _): say(0x05, [1])
    case (0x07, _):
      outgoing = []
      say(0x01, [])
    case (0x00, 0x28) where payload.count == 7: say(0x00, about)
    case (0x00, 0x28) where payload.count == 14:
      statuses = [0x0c, 0x13, 0x00]
      part = 0
      goOn()
    case (0x00, _): goOn()
    default: break
    }
  }

  /// The next status of the finger, and after the last one the next part of the picture.
  private mutating func goOn() {
    if !statuses.isEmpty {
      if statuses.count == 2 { say(0x08, []) }
      let status = statuses.removeFirst()
      say(
        0x00, [0x28, 0x11, 0, 0, 0, 0, 0x20, 1, 0, 0, 0, status] + [UInt8](repeating: 0, count: 8))
      return
    }
    let first = 2032
    let size = 2042
    let start = part == 0 ? 0 : first + (part - 1) * size
    guard start < expected.count else { return }
    let end = min(start + (part == 0 ? first : size), expected.count)
    let piece = Array(expected[start..<end])
    part += 1
    if start == 0 {
      say(0x00, [0x2c] + [UInt8](repeating: 0, count: 10) + piece)
    } else if end < expected.count {
      say(0x00, [0x24] + piece)
    } else {
      say(0x00, [0x20] + piece + [0, 0, 0, 0])
    }
  }

  /// What it says about itself: kind and cells.
  private var about: [UInt8] {
    var about = [UInt8](repeating: 0, count: 55)
    about[0] = 0x28
    (about[5], about[6]) = (0x06, 0x14)
    about[42] = isSwipe ? 0xe4 : 0x66
    let (columns, rows) = (width * 4 / 3, height * 4 / 3)
    about[43...46] = [
      UInt8(columns & 0xff), UInt8(columns >> 8), UInt8(rows & 0xff), UInt8(rows >> 8),
    ]
    return about
  }

  private mutating func say(_ command: UInt8, _ payload: [UInt8]) {
    let body = [command, sequence << 4 | UInt8(payload.count >> 8), UInt8(payload.count & 0xff)]
    var sum: UInt16 = 0
    for byte in body + payload {
      for bit in (0..<8).reversed() {
        let isSet = (sum >> 15 & 1) != UInt16(byte >> UInt8(bit) & 1)
        sum = sum << 1 ^ (isSet ? 0x1021 : 0)
      }
    }
    let message = Array("Ciao".utf8) + body + payload + [UInt8(sum & 0xff), UInt8(sum >> 8)]
    outgoing.append(message + [UInt8](repeating: 0, count: max(64 - message.count, 0)))
  }

  /// A message longer than the read comes in two pieces.
  private mutating func delivered() -> [DeviceAnswer] {
    var answers: [DeviceAnswer] = []
    while let read = reads.first, let message = outgoing.first {
      reads.removeFirst()
      answers.append(DeviceAnswer(read.id, .data(Array(message.prefix(read.count)))))
      let rest = Array(message.dropFirst(read.count))
      if rest.isEmpty { outgoing.removeFirst() } else { outgoing[0] = rest }
    }
    return answers
  }
}
