// SPDX-License-Identifier: Apache-2.0

/// What a device does, without a wire: the transfers it sees and the answers it gives.
///
/// One model drives every bench: the simulated bus in this process, virtual devices under the real
/// libusb, and a USB/IP device under a real kernel. A model is a state machine without clock and
/// threads; a bench calls it from one thread at a time.
public protocol DeviceModel: Sendable {
  /// Device descriptor and configurations as they go over the wire.
  var descriptors: [UInt8] { get }

  /// The device was plugged in, or reset: forget everything.
  mutating func start()

  /// A transfer arrived. Any transfer that arrived so far may be answered now; one that is answered
  /// with nothing is held, as an interrupt transfer is until something happens.
  mutating func submitted(_ transfer: Transfer, id: Int) -> [DeviceAnswer]

  /// The host gave a held transfer up; the bench has ended it already.
  mutating func cancelled(id: Int)

  /// The host ended the halt of an endpoint.
  mutating func haltCleared(_ endpoint: EndpointAddress)

  /// The host chose the alternate setting of an interface.
  mutating func selected(alternate: UInt8, of interface: UInt8)
}

extension DeviceModel {
  /// Halts are the bench's business unless the model says otherwise.
  public mutating func haltCleared(_ endpoint: EndpointAddress) {}

  /// Most devices have one setting only.
  public mutating func selected(alternate: UInt8, of interface: UInt8) {}
}

/// The end of a transfer as the device brings it about.
public struct DeviceAnswer: Sendable, Hashable {
  /// What the device does.
  public enum Kind: Sendable, Hashable {
    /// Data for a transfer that reads. More than was asked for is babble.
    case data([UInt8])
    /// The packets of an isochronous transfer in order; nil is one that is lost on the way. Those that
    /// are not given are empty.
    case packets([[UInt8]?])
    /// All data of a transfer that writes were taken.
    case accepted
    /// The request is refused, or the endpoint halted.
    case stall
    /// More than the host has room for.
    case babble
    /// A packet was damaged.
    case wireError
    /// The device falls off the bus; every transfer ends.
    case unplug
  }

  /// The transfer that it ends; of no meaning for `unplug`.
  public let id: Int
  /// What the device does.
  public let kind: Kind
  /// How long it takes for it.
  public let delay: Duration

  /// Takes all parts.
  public init(_ id: Int, _ kind: Kind, after delay: Duration = .zero) {
    self.id = id
    self.kind = kind
    self.delay = delay
  }
}
