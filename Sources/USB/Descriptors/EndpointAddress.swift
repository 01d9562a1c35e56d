// SPDX-License-Identifier: Apache-2.0

/// Number and direction of an endpoint, such as `0x82`: into the host, number 2.
public struct EndpointAddress: Sendable, Hashable, ExpressibleByIntegerLiteral {
  /// `bEndpointAddress`: bit 7 set for IN, bits 0 to 3 the number.
  public let rawValue: UInt8

  /// Takes `bEndpointAddress`; the bits that mean nothing are dropped.
  public init(_ rawValue: UInt8) { self.rawValue = rawValue & 0x8f }

  /// Takes the address as it stands in a driver, such as `0x82`.
  public init(integerLiteral value: UInt8) { self.init(value) }

  /// Whether data flow from the device to the host.
  public var isIn: Bool { rawValue & 0x80 != 0 }
}

extension EndpointAddress: CustomStringConvertible {
  /// As every USB tool writes it.
  public var description: String { "0x" + Hex.digits(rawValue) }
}
