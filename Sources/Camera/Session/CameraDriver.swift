// SPDX-License-Identifier: Apache-2.0

/// Who is to drive a camera.
public enum CameraRoute: String, Sendable, Hashable, CaseIterable {
  /// We, over USB; the kernel's driver where that is refused.
  case automatic = "auto"
  /// We, over USB.
  case usb
  /// The kernel's driver.
  case kernel
}

/// Who drives a camera.
public enum CameraDriver: Sendable, Hashable {
  /// We, over USB.
  case usb
  /// The kernel's driver, reached through its video node.
  case kernel(path: String)

  /// The route that leads here.
  var route: CameraRoute {
    switch self {
    case .usb: .usb
    case .kernel: .kernel
    }
  }
}

extension CameraDriver: CustomStringConvertible {
  /// In words that go on from "is driven".
  public var description: String {
    switch self {
    case .usb: "over USB"
    case .kernel(let path): "through the kernel's driver \(path)"
    }
  }
}
