// SPDX-License-Identifier: Apache-2.0

import Testing
import USB

/// A made-up device: what goes out on endpoint 1 comes back on 0x82; 0x83 is silent.
struct EchoModel: DeviceModel {
  var descriptors = DescriptorBytes.echo
  private var stored: [UInt8] = []

  mutating func start() { stored = [] }

  mutating func submitted(_ transfer: Transfer, id: Int) -> [DeviceAnswer] {
    switch transfer.content {
    case .write(_, let bytes):
      stored = bytes
      return [DeviceAnswer(id, .accepted)]
    case .read(0x82, _): return [DeviceAnswer(id, .data(stored))]
    case .readControl(let setup, _) where setup.request == 2:
      return [DeviceAnswer(id, .data([1, 2, 3]))]
    case .readControl(let setup, _) where setup.request == 3: return [DeviceAnswer(id, .unplug)]
    case .readControl, .writeControl: return [DeviceAnswer(id, .stall)]
    case .read, .readIsochronous: return []
    }
  }

  mutating func cancelled(id: Int) {}
}

/// Descriptors of made-up devices.
enum DescriptorBytes {
  static let device: [UInt8] = [
    18, 1, 0x00, 0x02, 0xff, 0, 0, 64, 0x09, 0x12, 0x01, 0x00, 0x00, 0x01, 0, 0, 0, 1,
  ]

  static let interface: [UInt8] = [9, 4, 0, 0, 3, 0xff, 0x01, 0x02, 0]
  static let endpoints: [UInt8] =
    [7, 5, 0x01, 2, 0x00, 0x02, 0] + [7, 5, 0x82, 2, 0x00, 0x02, 0] + [7, 5, 0x83, 3, 64, 0, 8]

  static let echo = device + configuration(interface + endpoints)

  static func configuration(_ inside: [UInt8]) -> [UInt8] {
    let total = UInt16(9 + inside.count)
    return [9, 2, UInt8(total & 0xff), UInt8(total >> 8), 1, 1, 0, 0x80, 50] + inside
  }
}

extension SimulatedBus {
  /// One echo device, opened.
  static func echo() async throws -> (SimulatedBus, SimulatedDevice, any Transport) {
    let device = SimulatedDevice(EchoModel(), at: try #require(DevicePath("1-1")))
    let bus = SimulatedBus([device])
    let found = try #require(try bus.devices().first)
    return (bus, device, try await bus.open(found, claiming: [0]))
  }
}
