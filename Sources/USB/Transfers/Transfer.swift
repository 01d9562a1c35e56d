// SPDX-License-Identifier: Apache-2.0

/// One transfer as a driver asks for it; a `Transport` carries it out.
public struct Transfer: Sendable, Hashable {
  /// What is to be moved.
  public enum Content: Sendable, Hashable {
    /// Setup packet and data in; at most `count` bytes come back.
    case readControl(ControlSetup, count: Int)
    /// Setup packet and data out.
    case writeControl(ControlSetup, [UInt8])
    /// Data from a bulk or interrupt endpoint: at most `count` bytes, fewer when the device is done.
    case read(EndpointAddress, count: Int)
    /// Data to a bulk or interrupt endpoint.
    case write(EndpointAddress, [UInt8])
    /// `packets` packets of at most `packetSize` bytes from an isochronous endpoint.
    case readIsochronous(EndpointAddress, packets: Int, packetSize: Int)
  }

  /// What is to be moved.
  public let content: Content
  /// Time after which the transfer is given up; nil waits until it is cancelled.
  public let timeout: Duration?

  /// Takes content and time limit.
  public init(_ content: Content, timeout: Duration?) {
    self.content = content
    self.timeout = timeout
  }

  /// Most bytes of one transfer; larger ones are the sign of a wrong size from a device.
  public static let mostBytes = 16 << 20
  /// Most bytes of data in a control transfer, the limit of Linux.
  public static let mostControlBytes = 4096
  /// Most packets of an isochronous transfer, the limit of Linux.
  public static let mostPackets = 128

  /// The endpoint that it uses; nil for endpoint 0.
  public var endpoint: EndpointAddress? {
    switch content {
    case .readControl, .writeControl: nil
    case .read(let endpoint, _), .write(let endpoint, _), .readIsochronous(let endpoint, _, _):
      endpoint
    }
  }

  /// Bytes of data that can move, whichever way.
  public var count: Int {
    switch content {
    case .readControl(_, let count), .read(_, let count): count
    case .writeControl(_, let bytes), .write(_, let bytes): bytes.count
    case .readIsochronous(_, let packets, let size):
      packets.multipliedReportingOverflow(by: size).overflow ? .max : packets * size
    }
  }

  /// Whether the sizes are ones that a system can serve; a transport refuses all others.
  var hasSaneSize: Bool {
    switch content {
    case .readControl, .writeControl: (0...Self.mostControlBytes).contains(count)
    case .read, .write: (0...Self.mostBytes).contains(count)
    case .readIsochronous(_, let packets, let size):
      (1...Self.mostPackets).contains(packets) && (1...65_536).contains(size)
    }
  }

  /// What it does, for messages; never holds data.
  var summary: String {
    switch content {
    case .readControl(let setup, let count): "reading \(count) bytes by \(setup)"
    case .writeControl(let setup, let bytes): "writing \(bytes.count) bytes by \(setup)"
    case .read(let endpoint, let count): "reading up to \(count) bytes from endpoint \(endpoint)"
    case .write(let endpoint, let bytes): "writing \(bytes.count) bytes to endpoint \(endpoint)"
    case .readIsochronous(let endpoint, let packets, _):
      "reading \(packets) packets from endpoint \(endpoint)"
    }
  }
}

/// The part of a setup packet that a driver chooses (USB 2.0, 9.3); direction and length follow from
/// the transfer.
public struct ControlSetup: Sendable, Hashable {
  /// Who defined the request.
  public enum Kind: UInt8, Sendable { case standard, `class`, vendor }
  /// Whom it is for.
  public enum Recipient: UInt8, Sendable { case device, interface, endpoint, other }

  /// Who defined the request.
  public let kind: Kind
  /// Whom it is for.
  public let recipient: Recipient
  /// `bRequest`.
  public let request: UInt8
  /// `wValue`.
  public let value: UInt16
  /// `wIndex`.
  public let index: UInt16

  /// Takes the fields of the setup packet.
  public init(
    _ kind: Kind, _ recipient: Recipient = .device, request: UInt8, value: UInt16, index: UInt16 = 0
  ) {
    self.kind = kind
    self.recipient = recipient
    self.request = request
    self.value = value
    self.index = index
  }

  /// `bmRequestType` for this direction.
  public func requestType(isIn: Bool) -> UInt8 {
    (isIn ? 0x80 : 0) | kind.rawValue << 5 | recipient.rawValue
  }
}

extension ControlSetup: CustomStringConvertible {
  /// Kind, request, value and index.
  public var description: String {
    "\(kind) request 0x\(Hex.digits(request)), value 0x\(Hex.digits(value)), "
      + "index 0x\(Hex.digits(index))"
  }
}
