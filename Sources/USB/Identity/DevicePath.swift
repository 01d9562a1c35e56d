// SPDX-License-Identifier: Apache-2.0

/// Where a device is plugged in: the bus and the ports on the way to it, such as `1-4.2`.
///
/// It stays the same when the device is pulled out and plugged in again at the same place, which the
/// number that the system gives to the device does not.
public struct DevicePath: Sendable, Hashable, Comparable {
  /// The bus, from 1.
  public let bus: UInt8
  /// Port of the root hub, then of each hub further down; at most 7 (USB 3.2, 8.3).
  public let ports: [UInt8]

  /// Takes bus and ports; nil without a port or with more than seven.
  public init?(bus: UInt8, ports: [UInt8]) {
    guard (1...7).contains(ports.count) else { return nil }
    self.bus = bus
    self.ports = ports
  }

  /// Reads the form `1-4.2`; nil for any other text.
  public init?(_ text: String) {
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count == 2, let bus = UInt8(halves[0]) else { return nil }
    let ports = halves[1].split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard !ports.contains(nil) else { return nil }
    self.init(bus: bus, ports: ports.compactMap { $0 })
  }

  /// Orders by bus, then port by port.
  public static func < (lhs: DevicePath, rhs: DevicePath) -> Bool {
    lhs.bus != rhs.bus ? lhs.bus < rhs.bus : lhs.ports.lexicographicallyPrecedes(rhs.ports)
  }
}

extension DevicePath: CustomStringConvertible {
  /// The form `1-4.2`, the name of the device's folder under `/sys/bus/usb/devices`.
  public var description: String {
    "\(bus)-\(ports.map(String.init).joined(separator: "."))"
  }
}
