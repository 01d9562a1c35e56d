// SPDX-License-Identifier: Apache-2.0

/// A command to a card (ISO/IEC 7816-4, clause 5.1): four header bytes, data, and how much is awaited.
public struct CommandAPDU: Sendable, Hashable {
  /// Class byte: secure messaging, chaining, logical channel.
  public let cla: UInt8
  /// Instruction byte.
  public let ins: UInt8
  /// First parameter byte.
  public let p1: UInt8
  /// Second parameter byte.
  public let p2: UInt8
  /// Command data, at most 65,535 bytes.
  public let data: [UInt8]
  /// Awaited bytes of response data: nil for none, else 1...65,536; 256 and 65,536 mean "all there is"
  /// in the short and in the extended form.
  public let expected: Int?

  /// Takes the parts. Throws `apdu-too-long` when data or awaited bytes do not fit the extended form.
  public init(
    cla: UInt8 = 0, ins: UInt8, p1: UInt8 = 0, p2: UInt8 = 0, data: [UInt8] = [],
    expected: Int? = nil
  ) throws(CardError) {
    guard data.count <= 65_535, expected.map({ (1...65_536).contains($0) }) ?? true else {
      throw CardError(.apduTooLong, doing: "building the command \(hexByte(ins))")
    }
    (self.cla, self.ins, self.p1, self.p2) = (cla, ins, p1, p2)
    (self.data, self.expected) = (data, expected)
  }

  /// Whether only the extended form can hold it.
  public var needsExtended: Bool { data.count > 255 || (expected ?? 0) > 256 }

  /// The bytes on the wire: the short form where it fits, else the extended one (clause 5.2).
  public var bytes: [UInt8] { needsExtended ? extendedForm : shortForm }

  /// The four header bytes, which secure messaging protects.
  public var header: [UInt8] { [cla, ins, p1, p2] }

  private var shortForm: [UInt8] {
    let body = data.isEmpty ? [] : [UInt8(data.count)] + data
    return header + body + (expected.map { [UInt8(truncatingIfNeeded: $0)] } ?? [])
  }

  private var extendedForm: [UInt8] {
    let body = data.isEmpty ? [] : bigEndian(data.count) + data
    return header + [0] + body + (expected.map(bigEndian) ?? [])
  }

  private func bigEndian(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }
}

/// A byte as two upper-case hexadecimal digits.
func hexByte(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.count == 1 ? "0" + digits : digits
}
