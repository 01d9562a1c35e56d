// SPDX-License-Identifier: Apache-2.0

import Glibc
public import USB

/// Which way a camera would be driven now, found out without opening anything.
public enum CameraAccess: Sendable, Hashable {
  /// Over USB, or not at all; the reason says which.
  case usb(DeviceAccess)
  /// Through the kernel's driver, because of what keeps us from USB.
  case kernel(path: String, DeviceAccess)

  /// Looks at the device's file and at the kernel's video nodes.
  public init(of camera: CameraIdentity) { self.init(of: camera, among: SystemVideoNodes()) }

  init(of camera: CameraIdentity, among nodes: any VideoNodes) {
    let access = DeviceAccess(of: camera.device, interfaces: camera.function.interfaces)
    let mine = nodes.paths(of: camera).first { unsafe Glibc.access($0, R_OK | W_OK) == 0 }
    if !access.isUsable, let mine {
      self = .kernel(path: mine, access)
    } else {
      self = .usb(access)
    }
  }

  /// Whether the camera can be used as it is.
  public var isUsable: Bool {
    switch self {
    case .usb(let access): access.isUsable
    case .kernel: true
    }
  }

  /// Who would drive it; nil where nobody could.
  public var driver: CameraDriver? {
    switch self {
    case .usb(let access): access.isUsable ? .usb : nil
    case .kernel(let path, _): .kernel(path: path)
    }
  }

  /// What was found and what to do, in plain words.
  public var explanation: String {
    switch self {
    case .usb(let access): access.explanation
    case .kernel(let path, let access):
      "can be used through the kernel's driver \(path); over USB it cannot: \(access.explanation)"
    }
  }
}
