// SPDX-License-Identifier: Apache-2.0

public import USB

/// No scanner: a device that sends numbered packets on an isochronous endpoint, every seventh of which
/// gets lost and every fifth of which is short.
public struct IsochronousModel: DeviceModel {
  /// The endpoint, which only setting 1 of interface 0 has.
  public static let endpoint = EndpointAddress(0x81)
  /// Most bytes of a packet.
  public static let packetSize = 192

  /// 1209:0001, the number that is free for tests.
  public let descriptors: [UInt8] = [
    18, 1, 0, 2, 0, 0, 0, 64, 0x09, 0x12, 0x01, 0x00, 0, 1, 0, 0, 0, 1,
    9, 2, 34, 0, 1, 1, 0, 0x80, 50,
    9, 4, 0, 0, 0, 0xff, 0, 0, 0,
    9, 4, 0, 1, 1, 0xff, 0, 0, 0, 7, 5, 0x81, 1, 192, 0, 1,
  ]

  private var setting: UInt8 = 0
  private var number = 0

  /// Makes one.
  public init() {}

  /// The packet with this number; nil for a lost one.
  public static func packet(_ number: Int) -> [UInt8]? {
    if number % 7 == 6 { return nil }
    let count = number % 5 == 4 ? number % packetSize : packetSize
    return (0..<count).map { UInt8(truncatingIfNeeded: number &* 31 &+ $0) }
  }

  /// Setting 0, packet 0.
  public mutating func start() { (setting, number) = (0, 0) }

  /// Packets begin with the setting.
  public mutating func selected(alternate: UInt8, of interface: UInt8) {
    (setting, number) = (alternate, 0)
  }

  /// As many packets as are asked for.
  public mutating func submitted(_ transfer: Transfer, id: Int) -> [DeviceAnswer] {
    guard case .readIsochronous(Self.endpoint, let count, _) = transfer.content, setting == 1 else {
      return [DeviceAnswer(id, .stall)]
    }
    defer { number += count }
    return [DeviceAnswer(id, .packets((number..<number + count).map(Self.packet)))]
  }

  /// Nothing is held.
  public mutating func cancelled(id: Int) {}
}
