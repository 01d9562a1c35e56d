// SPDX-License-Identifier: Apache-2.0

public import Bytes

extension DescriptorSet {
  /// Most configurations that are read; real devices have one, rarely two.
  static let mostConfigurations = 8
  /// Most interface settings of a configuration; the richest video cameras have about 30.
  static let mostInterfaces = 128
  /// Most bytes of all descriptors; `wTotalLength` alone can say 65 535.
  public static let mostBytes = 65_536

  /// Reads the device descriptor and all configurations, one after the other, as the system's
  /// `descriptors` file holds them.
  ///
  /// The bytes come from the device: every length is checked, and anything that breaks the rules of
  /// USB 2.0, chapter 9.6, throws.
  public init(parsing bytes: [UInt8]) throws(MalformedData) {
    guard bytes.count <= Self.mostBytes else {
      throw MalformedData(offset: Self.mostBytes, expected: "the end of the descriptors")
    }
    var walk = DescriptorWalk(bytes[...])
    device = try DeviceDescriptor(try walk.next(.device))
    var configurations: [ConfigurationDescriptor] = []
    while !walk.isAtEnd {
      guard configurations.count < Self.mostConfigurations else {
        throw walk.malformed("at most \(Self.mostConfigurations) configurations")
      }
      configurations.append(try ConfigurationDescriptor(from: &walk))
    }
    self.configurations = configurations
  }
}

extension DeviceDescriptor {
  init(_ descriptor: RawDescriptor) throws(MalformedData) {
    try descriptor.require(18, "a device descriptor")
    usbRelease = descriptor.word(2)
    deviceClass = descriptor[4]
    controlPacketSize = descriptor[7]
    model = ModelID(VendorID(descriptor.word(8)), ProductID(descriptor.word(10)))
    deviceRelease = descriptor.word(12)
  }
}

extension ConfigurationDescriptor {
  /// Reads one configuration with everything in it: `wTotalLength` bytes.
  init(from walk: inout DescriptorWalk) throws(MalformedData) {
    let head = try walk.next(.configuration)
    try head.require(9, "a configuration descriptor")
    value = head[5]
    var inside = try walk.part(Int(head.word(2)) - head.length)
    var parts = ConfigurationParts()
    while !inside.isAtEnd {
      try parts.add(try inside.next(), inside)
    }
    (interfaces, extra) = parts.finished()
  }
}

/// Puts descriptors that follow each other into the tree that they mean.
private struct ConfigurationParts {
  private var extra: [UInt8] = []
  private var interfaces: [InterfaceDescriptor] = []
  private var interface: RawDescriptor?
  private var interfaceExtra: [UInt8] = []
  private var endpoints: [EndpointDescriptor] = []
  private var endpoint: RawDescriptor?
  private var endpointExtra: [UInt8] = []

  mutating func add(_ descriptor: RawDescriptor, _ walk: DescriptorWalk) throws(MalformedData) {
    switch descriptor.kind {
    case .interface:
      try descriptor.require(9, "an interface descriptor")
      closeInterface()
      guard interfaces.count < DescriptorSet.mostInterfaces else {
        throw walk.malformed("at most \(DescriptorSet.mostInterfaces) interface settings")
      }
      interface = descriptor
    case .endpoint:
      try descriptor.require(7, "an endpoint descriptor")
      guard interface != nil else { throw walk.malformed("an interface before its endpoints") }
      closeEndpoint()
      guard endpoints.count < 30 else { throw walk.malformed("at most 30 endpoints") }
      endpoint = descriptor
    case .device, .configuration:
      throw walk.malformed("an interface, endpoint or class descriptor")
    case .association: extra += descriptor.bytes
    case nil:
      if endpoint != nil {
        endpointExtra += descriptor.bytes
      } else if interface != nil {
        interfaceExtra += descriptor.bytes
      } else {
        extra += descriptor.bytes
      }
    }
  }

  mutating func finished() -> ([InterfaceDescriptor], [UInt8]) {
    closeInterface()
    return (interfaces, extra)
  }

  private mutating func closeInterface() {
    closeEndpoint()
    defer { (interface, interfaceExtra, endpoints) = (nil, [], []) }
    guard let head = interface else { return }
    interfaces.append(
      InterfaceDescriptor(
        number: head[2], alternate: head[3], kind: InterfaceClass(head[5], head[6], head[7]),
        endpoints: endpoints, extra: interfaceExtra))
  }

  private mutating func closeEndpoint() {
    defer { (endpoint, endpointExtra) = (nil, []) }
    guard let head = endpoint, let kind = EndpointDescriptor.Kind(rawValue: head[3] & 3) else {
      return
    }
    endpoints.append(
      EndpointDescriptor(
        address: EndpointAddress(head[2]), kind: kind, packetSizeField: head.word(4),
        interval: head[6], extra: endpointExtra))
  }
}
