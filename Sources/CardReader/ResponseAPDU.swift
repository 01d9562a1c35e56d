// SPDX-License-Identifier: Apache-2.0

/// What a card answered (ISO/IEC 7816-4, clause 5.1): data and the two status bytes.
public struct ResponseAPDU: Sendable, Hashable {
  /// Response data without the status bytes.
  public let data: [UInt8]
  /// SW1 and SW2 as one number, such as 0x9000.
  public let status: UInt16

  /// Takes data and status.
  public init(data: [UInt8] = [], status: UInt16) {
    (self.data, self.status) = (data, status)
  }

  /// Takes the bytes from the wire. Throws `short-answer` when the status bytes are missing.
  public init(bytes: [UInt8]) throws(CardError) {
    guard bytes.count >= 2 else { throw CardError(.shortAnswer, doing: "reading a card's answer") }
    let (high, low) = (bytes[bytes.count - 2], bytes[bytes.count - 1])
    self.init(data: Array(bytes.dropLast(2)), status: UInt16(high) << 8 | UInt16(low))
  }

  /// Whether the status is 9000.
  public var isSuccess: Bool { status == 0x9000 }

  /// The bytes on the wire.
  public var bytes: [UInt8] {
    data + [UInt8(truncatingIfNeeded: status >> 8), UInt8(truncatingIfNeeded: status)]
  }
}
