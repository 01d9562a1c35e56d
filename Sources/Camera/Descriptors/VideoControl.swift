// SPDX-License-Identifier: Apache-2.0

import Bytes
import USB

/// The control interface of a camera: its release of UVC and its units (UVC 1.5, 3.7).
public struct VideoControl: Sendable, Hashable {
  /// `bInterfaceNumber`.
  public let number: UInt8
  /// `bcdUVC`: 0x0150 is 1.5.
  public let release: UInt16
  /// `dwClockFrequency` of time stamps in Hz; outdated by UVC 1.5, which has it in the negotiation.
  public let clockFrequency: UInt32
  /// Streaming interfaces that belong to it.
  public let streamingInterfaces: [UInt8]
  /// Terminals and units in the device's order.
  public let units: [VideoUnit]

  /// Most units; real cameras have about ten.
  static let mostUnits = 128

  /// Reads the interface; nil when it has no header.
  init?(_ interface: InterfaceDescriptor) throws(MalformedData) {
    let descriptors = try ClassDescriptor.all(in: interface.extra)
    guard
      let header = descriptors.first(where: {
        $0.subtype == VideoClass.ControlDescriptor.header.rawValue
      })
    else { return nil }
    number = interface.number
    release = try header.word(3)
    clockFrequency = try header.long(7)
    streamingInterfaces = Array(try header.part(12, Int(header.byte(11))))
    var found: [VideoUnit] = []
    for descriptor in descriptors {
      guard let unit = try VideoUnit(descriptor) else { continue }
      guard found.count < Self.mostUnits else {
        throw MalformedData(offset: 0, expected: "at most \(Self.mostUnits) units")
      }
      found.append(unit)
    }
    units = found
  }

  /// The unit with a number; the first one where a device gives a number twice.
  public func unit(_ id: UInt8) -> VideoUnit? { units.first { $0.id == id } }

  /// The units on the way from a sensor to this terminal, from the terminal on.
  ///
  /// A device may describe a ring, or a tree that doubles at each step: every unit is visited once.
  public func chain(to terminal: UInt8) -> [VideoUnit] {
    var visited: Set<UInt8> = []
    var chain: [VideoUnit] = []
    var next = [terminal]
    while let id = next.popLast() {
      guard visited.insert(id).inserted, let unit = unit(id) else { continue }
      chain.append(unit)
      next += unit.sources.reversed()
    }
    return chain
  }
}
