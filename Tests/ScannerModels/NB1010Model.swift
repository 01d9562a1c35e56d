// SPDX-License-Identifier: Apache-2.0

public import USB

/// An NB-1010 whose finger comes at the second question and goes at the second one after the picture.
public struct NB1010Model: ScannerModel {
  /// 298d:1010.
  public let descriptors = ScannerModels.descriptors(
    0x298d, 0x1010, interface: (0, 0, 0), endpoints: [(0x02, 2, 64), (0x83, 2, 64)])
  /// Pixels per row.
  public let width = 256
  /// The picture as it is sent.
  public let expected = Self.picture
  private static let picture = ScannerModels.picture(width: 256, height: 180)

  private var outgoing: [[UInt8]] = []
  private var reads: [Int] = []
  private var questions = 0
  private var hasCaptured = false

  /// Makes one.
  public init() {}

  /// No finger, nothing to say.
  public mutating func start() { (outgoing, reads, questions, hasCaptured) = ([], [], 0, false) }

  /// Commands in, answers and blocks out.
  public mutating func submitted(_ transfer: Transfer, id: Int) -> [DeviceAnswer] {
    switch transfer.content {
    case .write(0x02, let bytes):
      answer(bytes)
      return [DeviceAnswer(id, .accepted)] + delivered()
    case .read(0x83, _):
      reads.append(id)
      return delivered()
    case .readControl, .writeControl, .read, .write, .readIsochronous:
      return [DeviceAnswer(id, .stall)]
    }
  }

  /// A read is taken back.
  public mutating func cancelled(id: Int) { reads.removeAll { $0 == id } }

  private mutating func answer(_ command: [UInt8]) {
    guard command.count >= 8, command[0] == 0x80, Int(command[4]) == command.count else { return }
    // Answers that nobody fetched are gone with the next command.
    outgoing = []
    var answer: [UInt8] = [0x80, 0, 0, 0x30, 16, 0, 0, 0] + [UInt8](repeating: 0, count: 8)
    switch command[1] {
    case 0x38:
      questions += 1
      if hasCaptured, questions > 1 { (hasCaptured, questions) = (false, 0) }
      answer[12] = hasCaptured || questions > 1 ? 0xf7 : 0x05
      outgoing.append(answer)
    case 0x12:
      (hasCaptured, questions) = (true, 0)
      outgoing.append(answer)
      for block in 0..<90 {
        let lines = expected[block * 512..<(block + 1) * 512]
        let head: [UInt8] = [0x80, 0x21] + [UInt8](repeating: 0, count: 23)
        outgoing.append(head + lines + [0, 0, 0])
      }
    default: outgoing.append(answer)
    }
  }

  private mutating func delivered() -> [DeviceAnswer] {
    var answers: [DeviceAnswer] = []
    while !reads.isEmpty, !outgoing.isEmpty {
      answers.append(DeviceAnswer(reads.removeFirst(), .data(outgoing.removeFirst())))
    }
    return answers
  }
}
