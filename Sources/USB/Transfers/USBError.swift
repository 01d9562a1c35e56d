// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why something on the bus did not work.
public struct USBError: ExplainedError, Hashable {
  /// What happened; drivers decide by it.
  public enum Reason: String, Sendable, CaseIterable {
    /// The device refused the request or halted the endpoint; `clearHalt` ends the halt.
    case stall
    /// Nothing, or not all, came in time.
    case timeout
    /// We gave the transfer up.
    case cancelled
    /// The device is gone; nothing but closing makes sense now.
    case disconnected
    /// The device sent more than was asked for.
    case overflow
    /// The exchange on the wire failed: cable, hub or device.
    case wire
    /// Another program or kernel driver holds the interface.
    case busy
    /// The system does not let us: the udev rule is missing.
    case notPermitted
    /// The system has no memory left for transfers.
    case noMemory
    /// There is no such device, interface or endpoint.
    case notFound
    /// The system or device cannot do that.
    case notSupported
    /// The transport was closed before.
    case closed
    /// A size is out of all reason.
    case badSize
    /// The descriptors break the rules of USB.
    case badDescriptors
    /// A recording or script does not go on like this.
    case offScript
  }

  /// What happened.
  public let reason: Reason
  /// What was being done.
  public let doing: String
  /// Bytes that came before a timeout or cancellation; a driver may use them.
  public let partial: [UInt8]

  /// Takes what happened and what was being done, such as "reading register 0x07".
  public init(_ reason: Reason, doing: String, partial: [UInt8] = []) {
    self.reason = reason
    self.doing = doing
    self.partial = partial
  }

  /// The reason in kebab-case after `usb-`.
  public var code: String {
    "usb-"
      + reason.rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : "\($1)" }
  }

  /// What was being done, what happened and what to do.
  public var message: String { "USB, \(doing): \(explanation)" }

  private var explanation: String {
    switch reason {
    case .stall: "the device refused it."
    case .timeout: "the device did not answer in time. If this stays, plug it in again."
    case .cancelled: "it was cancelled."
    case .disconnected: "the device was unplugged. Plug it in again."
    case .overflow: "the device sent more than it may. If this stays, plug it in again."
    case .wire: "the connection failed. Try another cable or port, without a hub."
    case .busy: "another program or driver uses the device. Close it; sinhtrac doctor says more."
    case .notPermitted:
      "this user may not open the device. Install the udev rules: sinhtrac udev says how."
    case .noMemory: "the system has no memory left for USB transfers. Close other cameras."
    case .notFound: "there is no such device, interface or endpoint. Is it plugged in?"
    case .notSupported: "this system or device cannot do that."
    case .closed: "the device was closed before."
    case .badSize: "the size is out of range. Report this as a bug with the device's name."
    case .badDescriptors: "the device describes itself wrongly. It may be broken or no true one."
    case .offScript: "the recording goes on differently."
    }
  }
}
