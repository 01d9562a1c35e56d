// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc

/// Whether a plugged device could be opened now, found out without opening it.
public enum DeviceAccess: Sendable, Hashable {
  /// Nothing stands in the way.
  case open
  /// The system made no file for the device, as in a container that was not given it.
  case noDeviceFile(path: String)
  /// The file is there, but this user may not use it; `rulesInstalled` tells whether our rules are.
  case notPermitted(path: String, rulesInstalled: Bool)
  /// Another program has claimed it; its name is known only where we may look.
  case usedBy(program: String?)
  /// A driver of the kernel is bound; it is moved aside while we use the device.
  case kernelDriver(name: String)

  /// Whether the device can be used as it is.
  public var isUsable: Bool {
    switch self {
    case .open, .kernelDriver: true
    case .noDeviceFile, .notPermitted, .usedBy: false
    }
  }

  /// What was found and what to do, in plain words.
  public var explanation: String {
    switch self {
    case .open: "can be used"
    case .kernelDriver(let name):
      "can be used; the kernel's driver \(name) is moved aside meanwhile"
    case .noDeviceFile(let path):
      "there is no \(path). In a container, give it the device; else plug the device in again"
    case .notPermitted(let path, true):
      "this user may not open \(path) although the rules are installed. Plug the device in again, sit "
        + "at the machine itself, or add the user to the group \(SystemFile.groupName)"
    case .notPermitted(let path, false):
      "this user may not open \(path) because the udev rules are not installed; sinhtrac udev --help "
        + "says how to install them"
    case .usedBy(nil): "another program uses it. Close that program"
    case .usedBy("pcscd"?):
      "the smart-card service pcscd uses it. Stop it with: systemctl stop pcscd.socket pcscd"
    case .usedBy(let program?): "the program \(program) uses it. Close that program"
    }
  }

  /// Looks at the device's file, its drivers and who has the file open.
  public init(of device: DeviceDescription, interfaces: [UInt8]) {
    let node = Self.node(of: device)
    guard access(node, F_OK) == 0 else {
      self = .noDeviceFile(path: node)
      return
    }
    guard access(node, R_OK | W_OK) == 0 else {
      self = .notPermitted(path: node, rulesInstalled: Self.rulesAreInstalled)
      return
    }
    let files = DeviceFiles()
    let drivers = interfaces.compactMap { files.driver(of: $0, at: device.path) }
    // Linux names the claim of a program after the file system that it goes through.
    if drivers.contains("usbfs") {
      self = .usedBy(program: Self.program(thatHolds: node))
    } else if let driver = drivers.first {
      self = .kernelDriver(name: driver)
    } else {
      self = .open
    }
  }

  private static func node(of device: DeviceDescription) -> String {
    func three(_ number: UInt8) -> String {
      let digits = String(number)
      return String(repeating: "0", count: 3 - digits.count) + digits
    }
    return "/dev/bus/usb/\(three(device.path.bus))/\(three(device.address))"
  }

  private static var rulesAreInstalled: Bool {
    ["/etc", "/usr/lib", "/lib"].contains { root in
      FileManager.default.fileExists(atPath: "\(root)/udev/rules.d/70-sinhtrac.rules")
    }
  }

  /// The name of a program that has the file open; nil where none shows, as for other users' programs.
  private static func program(thatHolds node: String) -> String? {
    let files = FileManager.default
    let processes = ((try? files.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int($0) }
    return processes.lazy.compactMap { process -> String? in
      let folder = "/proc/\(process)"
      let open = (try? files.contentsOfDirectory(atPath: folder + "/fd")) ?? []
      let holds = open.contains {
        (try? files.destinationOfSymbolicLink(atPath: "\(folder)/fd/\($0)")) == node
      }
      guard holds, let name = files.contents(atPath: folder + "/comm") else { return nil }
      return String(decoding: name.prefix { $0 != 0x0a }, as: UTF8.self)
    }.first
  }
}
