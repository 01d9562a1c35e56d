// SPDX-License-Identifier: Apache-2.0

public import USB

/// A U.are.U reader with a finger that comes when it is waited for, and goes when that is waited for.
public struct URU4000Model: ScannerModel {
  /// Which of the family it is.
  public enum Product: Sendable { case digitalPersona, microsoft }

  /// 05ba:000a or 045e:00ca.
  public let descriptors: [UInt8]
  /// Pixels per row.
  public let width = 384
  private let product: Product

  private var hardwareStatus: UInt8 = 1
  private var isAnswered = false
  private var seed: UInt32 = 0
  private var keyNumber: UInt8 = 0
  private var posted: [Int] = []
  private var messages: [[UInt8]] = []
  private var pictureRead: Int?

  /// Takes which one it is.
  public init(product: Product = .digitalPersona) {
    self.product = product
    let (vendor, number): (UInt16, UInt16) =
      product == .microsoft ? (0x045e, 0x00ca) : (0x05ba, 0x000a)
    descriptors = ScannerModels.descriptors(
      vendor, number, interface: (0xff, 0xff, 0xff), endpoints: [(0x81, 3, 64), (0x82, 2, 64)])
  }

  /// All lines inverted, line 100 twice because it is not sent; the 4500's turned by 180 degrees.
  public var expected: [UInt8] {
    product == .microsoft ? Self.dark : Self.dark.reversed()
  }

  /// Nothing is on.
  public mutating func start() {
    (hardwareStatus, isAnswered) = (1, false)
    (posted, messages, pictureRead) = ([], [], nil)
  }

  /// Registers, the posted read of messages and the read of the picture.
  public mutating func submitted(_ transfer: Transfer, id: Int) -> [DeviceAnswer] {
    switch transfer.content {
    case .readControl(let setup, let count):
      return [DeviceAnswer(id, read(setup.value, count).map { .data($0) } ?? .stall)]
    case .writeControl(let setup, let bytes):
      return [DeviceAnswer(id, .accepted)] + write(setup.value, bytes)
    case .read(0x81, _):
      posted.append(id)
      return delivered()
    case .read(0x82, _):
      pictureRead = id
      return []
    case .read, .write, .readIsochronous: return [DeviceAnswer(id, .stall)]
    }
  }

  /// A read that was posted is taken back.
  public mutating func cancelled(id: Int) {
    posted.removeAll { $0 == id }
    if pictureRead == id { pictureRead = nil }
  }

  private func read(_ register: UInt16, _ count: Int) -> [UInt8]? {
    switch register {
    case 0x07: [hardwareStatus]
    case 0x34: (0..<4).map { UInt8(truncatingIfNeeded: (Self.key(keyNumber) ^ seed) >> (8 * $0)) }
    case 0xf0, 0x2010: [UInt8](repeating: 0x5a, count: count)
    default: nil
    }
  }

  private mutating func write(_ register: UInt16, _ bytes: [UInt8]) -> [DeviceAnswer] {
    switch (register, bytes.first) {
    case (0x07, let value?):
      let mayWake = product == .digitalPersona || isAnswered
      guard value & 0x80 == 0, mayWake else {
        hardwareStatus = value | 0x80
        return []
      }
      hardwareStatus = value
      return say([0x56, 0xaa])
    case (0x2000, _):
      isAnswered = bytes.count == 16
      return []
    case (0x33, let number?) where bytes.count == 5:
      keyNumber = number
      seed = bytes[1...].reversed().reduce(0) { $0 << 8 | UInt32($1) }
      return []
    case (0x4e, 0x10): return say([0x01, 0x01])
    case (0x4e, 0x12): return say([0x02, 0x00])
    case (0x4e, 0x20):
      defer { pictureRead = nil }
      return pictureRead.map { [DeviceAnswer($0, .data(sentPicture))] } ?? []
    default: return []
    }
  }

  private mutating func say(_ kind: [UInt8]) -> [DeviceAnswer] {
    messages.append(kind + [UInt8](repeating: 0, count: 62))
    return delivered()
  }

  private mutating func delivered() -> [DeviceAnswer] {
    var answers: [DeviceAnswer] = []
    while !posted.isEmpty, !messages.isEmpty {
      answers.append(DeviceAnswer(posted.removeFirst(), .data(messages.removeFirst())))
    }
    return answers
  }

  // MARK: the picture

  /// The last byte of an encrypted block does not arrive and counts as 0.
  private static let lines: [UInt8] = {
    var lines = ScannerModels.picture(width: 384, height: 289)
    for end in [100, 289] { lines[end * 384 - 1] = 0 }
    return lines
  }()

  private static let dark: [UInt8] = {
    let split = 100 * 384
    let whole = lines[..<split] + lines[split..<split + 384] + lines[split...]
    return whole.map { 255 - $0 }
  }()

  /// Flags and lines of the blocks: encrypted, not sent, plain, encrypted under the next key.
  private static let blocks: [(flags: UInt8, lines: Int)] = [
    (0x02, 100), (0x01, 1), (0x00, 89), (0x82, 100),
  ]

  private static func key(_ number: UInt8) -> UInt32 {
    0x1234_5678 &+ UInt32(number) &* 0x0101_0101
  }

  /// Header and lines as they go over the wire.
  public var sentPicture: [UInt8] { Self.sentPicture }

  private static let sentPicture: [UInt8] = {
    var header = [UInt8](repeating: 0, count: 64)
    header[4...6] = [UInt8(289 & 0xff), UInt8(289 >> 8), 7]
    for (index, block) in blocks.enumerated() {
      header[16 + 2 * index] = block.flags
      header[17 + 2 * index] = UInt8(block.lines)
    }
    var register = key(7)
    var next = 0
    var sent: [UInt8] = []
    for block in blocks {
      if block.flags & 0x80 != 0 { register = key(8) }
      let count = block.lines * 384
      let plain = block.flags & 1 != 0 ? [] : Array(lines[next..<next + count])
      sent += cover(plain, &register, isEncrypted: block.flags & 2 != 0, steps: count)
      next += plain.count
    }
    return header + sent
  }()

  /// Covers bytes with the key stream, one place to the right of where they belong.
  private static func cover(
    _ plain: [UInt8], _ register: inout UInt32, isEncrypted: Bool, steps: Int
  ) -> [UInt8] {
    var covered: [UInt8] = isEncrypted ? [0xa5] : []
    for index in 0..<steps {
      if isEncrypted, index < steps - 1 { covered.append(plain[index] ^ byte(register)) }
      let parity = UInt32((register & 0x9248_144d).nonzeroBitCount % 2)
      register = register >> 1 | parity << 31
    }
    return isEncrypted ? covered : plain
  }

  private static func byte(_ register: UInt32) -> UInt8 {
    [4, 8, 11, 14, 18, 21, 24, 29].enumerated().reduce(0) { byte, tap in
      byte | UInt8(register >> tap.element & 1) << UInt8(tap.offset)
    }
  }
}
