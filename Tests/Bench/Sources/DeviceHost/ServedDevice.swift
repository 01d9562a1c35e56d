// SPDX-License-Identifier: Apache-2.0

public import USB

/// A device that a bench serves to a kernel, or to what passes for one.
///
/// The bench calls it from one thread at a time, and gets answers on any thread.
public protocol ServedDevice: AnyObject, Sendable {
  /// Device descriptor and configurations.
  var descriptors: [UInt8] { get }
  /// Megabits a second: 12 or 480.
  var speed: Int { get }
  /// Ends a transfer on the wire.
  var complete: @Sendable (Int, ModelHost.Completion) -> Void { get set }
  /// Pulls the plug, and puts it in again soon.
  var unplug: @Sendable () -> Void { get set }

  /// The client opened the device.
  func opened()
  /// The client reset the device; libusb claims again then what it had claimed.
  func reset(claimsAgain: Bool)
  /// The client ended a halt.
  func clearHalt(_ endpoint: EndpointAddress)
  /// The client chose a setting of an interface.
  func selected(_ setting: UInt8, of interface: UInt8)
  /// A transfer arrived.
  func submitted(_ transfer: Transfer, id: Int)
  /// The client gave a transfer up, and the bench ended it.
  func cancelled(id: Int)
}

extension ServedDevice {
  /// Full speed, as scanners are.
  public var speed: Int { 12 }
}

/// Finds the device that a name on the command line means.
public enum ServedDevices {
  /// A scanner with a plan of faults, or a camera, whose script has its faults in it.
  public static func named(_ name: String, plan: String) -> (any ServedDevice)? {
    name.hasPrefix("camera-") ? CameraHost(model: name) : ModelHost(model: name, plan: plan)
  }
}
