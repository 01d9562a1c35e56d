// SPDX-License-Identifier: Apache-2.0

public import USB

/// A part of a USB device that is a card reader, with its endpoints.
public struct CCIDInterface: Sendable, Hashable {
  /// `bInterfaceNumber`.
  public let number: UInt8
  /// What the reader says of itself.
  public private(set) var descriptor: CCIDDescriptor
  /// Commands go here.
  public let output: EndpointAddress
  /// Answers come from here.
  public let input: EndpointAddress
  /// Bytes of a packet of `input`.
  let packetSize: Int
  /// Tells of cards that come and go; nil where the reader must be asked.
  public let interrupt: EndpointAddress?

  /// The class of smart cards (USB-IF), and the one of makers who use its descriptor all the same.
  private static let classes: [UInt8] = [0x0b, 0xff]

  /// Every reader of a device, in the order of its interfaces.
  public static func all(of descriptors: DescriptorSet) -> [CCIDInterface] {
    descriptors.configurations.first?.interfaces.compactMap(CCIDInterface.init) ?? []
  }

  /// Nil for an interface that is no reader, or whose descriptor cannot be believed.
  init?(_ interface: InterfaceDescriptor) {
    // Protocols 1 and 2 are ICCD: a card with a plug, without these endpoints.
    guard interface.alternate == 0, Self.classes.contains(interface.kind.code),
      interface.kind.code == 0xff || interface.kind.protocolCode == 0,
      let descriptor = Self.descriptor(of: interface)
    else { return nil }
    let bulk = interface.endpoints.filter { $0.kind == .bulk }
    guard let output = bulk.first(where: { !$0.address.isIn }),
      let input = bulk.first(where: { $0.address.isIn })
    else { return nil }
    number = interface.number
    self.descriptor = descriptor
    (self.output, self.input) = (output.address, input.address)
    packetSize = max(input.packetSize, 8)
    interrupt = interface.endpoints.first { $0.kind == .interrupt && $0.address.isIn }?.address
  }

  /// The class descriptor stands after the interface, or, against the rules, after an endpoint.
  private static func descriptor(of interface: InterfaceDescriptor) -> CCIDDescriptor? {
    let places = [interface.extra] + interface.endpoints.map(\.extra)
    return places.lazy.compactMap(found).first
  }

  private static func found(in extra: [UInt8]) -> CCIDDescriptor? {
    var rest = extra[...]
    while let length = rest.first, length >= 2, Int(length) <= rest.count {
      if let descriptor = try? CCIDDescriptor(parsing: rest.prefix(Int(length))) {
        return descriptor
      }
      rest = rest.dropFirst(Int(length))
    }
    return nil
  }

  func with(_ descriptor: CCIDDescriptor) -> CCIDInterface {
    var other = self
    other.descriptor = descriptor
    return other
  }

  /// Bytes to ask for: a message and more, whole packets.
  var readSize: Int { (descriptor.longestMessage / packetSize + 1) * packetSize }
}
