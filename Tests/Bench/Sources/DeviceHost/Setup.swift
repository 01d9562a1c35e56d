// SPDX-License-Identifier: Apache-2.0

public import USB

/// A setup packet as it comes over the wire.
public struct Setup: Sendable {
  /// `bmRequestType`.
  public let requestType: UInt8
  /// `bRequest`.
  public let request: UInt8
  /// `wValue`.
  public let value: UInt16
  /// `wIndex`.
  public let index: UInt16
  /// `wLength`.
  public let length: UInt16

  /// Nil for fewer than eight bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes.prefix(8))
    guard bytes.count == 8 else { return nil }
    func word(_ at: Int) -> UInt16 { UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8 }
    (requestType, request) = (bytes[0], bytes[1])
    (value, index, length) = (word(2), word(4), word(6))
  }

  /// The transfer that it begins, with the data that go out.
  public func transfer(_ data: [UInt8]) -> Transfer {
    let kind = ControlSetup.Kind(rawValue: requestType >> 5 & 3) ?? .vendor
    let recipient = ControlSetup.Recipient(rawValue: requestType & 0x1f) ?? .other
    let setup = ControlSetup(kind, recipient, request: request, value: value, index: index)
    let content: Transfer.Content =
      requestType & 0x80 != 0
      ? .readControl(setup, count: Int(length)) : .writeControl(setup, data)
    return Transfer(content, timeout: nil)
  }
}
