// SPDX-License-Identifier: Apache-2.0

/// Everything that a device says about its own build (USB 2.0, chapter 9.6), checked.
public struct DescriptorSet: Sendable, Hashable {
  /// Vendor, product, class and version.
  public let device: DeviceDescriptor
  /// The configurations in the order in which the device gives them.
  public let configurations: [ConfigurationDescriptor]

  /// Takes the parts.
  public init(device: DeviceDescriptor, configurations: [ConfigurationDescriptor]) {
    self.device = device
    self.configurations = configurations
  }

  /// The endpoint with this address in any setting of the first configuration; the first one found.
  public func endpoint(_ address: EndpointAddress) -> EndpointDescriptor? {
    configurations.first?.interfaces.lazy.flatMap(\.endpoints).first { $0.address == address }
  }

  /// The interfaces of the first configuration with this class, subclass and protocol.
  public func interfaces(of kind: InterfaceClass) -> [InterfaceDescriptor] {
    configurations.first?.interfaces.filter { $0.kind == kind } ?? []
  }
}

/// The device descriptor.
public struct DeviceDescriptor: Sendable, Hashable {
  /// USB release, as binary-coded decimal: 0x0200 is 2.0.
  public let usbRelease: UInt16
  /// Vendor and product.
  public let model: ModelID
  /// Release of the device, as binary-coded decimal.
  public let deviceRelease: UInt16
  /// Class of the whole device; 0 when each interface has its own.
  public let deviceClass: UInt8
  /// Largest packet of endpoint 0 in bytes: 8, 16, 32, 64, or 9 for 512 on USB 3.
  public let controlPacketSize: UInt8
}

/// A configuration: all that is active at the same time.
public struct ConfigurationDescriptor: Sendable, Hashable {
  /// Number to select it by.
  public let value: UInt8
  /// Every alternate setting of every interface, in the device's order.
  public let interfaces: [InterfaceDescriptor]
  /// Descriptors before the first interface, and interface associations, as they came.
  public let extra: [UInt8]
}

/// One setting of an interface.
public struct InterfaceDescriptor: Sendable, Hashable {
  /// `bInterfaceNumber`.
  public let number: UInt8
  /// `bAlternateSetting`; 0 is the one that is active after plugging in.
  public let alternate: UInt8
  /// Class, subclass and protocol.
  public let kind: InterfaceClass
  /// The endpoints of this setting; endpoint 0 is never among them.
  public let endpoints: [EndpointDescriptor]
  /// Class descriptors between the interface and its first endpoint, as they came.
  public let extra: [UInt8]
}

/// Class, subclass and protocol of an interface.
public struct InterfaceClass: Sendable, Hashable {
  /// `bInterfaceClass`: 0x0b smart card, 0x0e video, 0xff the maker's own.
  public let code: UInt8
  /// `bInterfaceSubClass`.
  public let subclass: UInt8
  /// `bInterfaceProtocol`.
  public let protocolCode: UInt8

  /// Takes the three codes.
  public init(_ code: UInt8, _ subclass: UInt8, _ protocolCode: UInt8) {
    self.code = code
    self.subclass = subclass
    self.protocolCode = protocolCode
  }
}

/// An endpoint.
public struct EndpointDescriptor: Sendable, Hashable {
  /// The four ways to transfer data (`bmAttributes`, bits 0 and 1).
  public enum Kind: UInt8, Sendable { case control, isochronous, bulk, interrupt }
  /// Number and direction.
  public let address: EndpointAddress
  /// How it transfers.
  public let kind: Kind
  /// `wMaxPacketSize` as it came: bits 0 to 10 bytes, bits 11 and 12 further packets a microframe.
  public let packetSizeField: UInt16
  /// `bInterval`.
  public let interval: UInt8
  /// Descriptors after this endpoint, as they came.
  public let extra: [UInt8]

  /// Bytes of one packet, 0 to 2047.
  public var packetSize: Int { Int(packetSizeField & 0x7ff) }
  /// Bytes in one (micro)frame of a high-speed isochronous or interrupt endpoint.
  public var bytesPerInterval: Int { packetSize * (1 + Int(packetSizeField >> 11 & 3)) }
}
