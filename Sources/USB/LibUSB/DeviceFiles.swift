// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc

/// What Linux tells about devices under `/sys`, which everybody may read: no device is opened or
/// asked for it.
struct DeviceFiles: Sendable {
  private let folder = "/sys/bus/usb/devices"

  /// The descriptors as the device sent them when it was plugged in; nil when they break the rules.
  func descriptors(at path: DevicePath) -> DescriptorSet? {
    bytes("descriptors", at: path).flatMap { try? DescriptorSet(parsing: $0) }
  }

  func names(at path: DevicePath) -> DeviceNames {
    DeviceNames(
      maker: text("manufacturer", at: path), product: text("product", at: path),
      serial: text("serial", at: path))
  }

  /// Name of the kernel driver that holds an interface; nil when none does.
  func driver(of interface: UInt8, at path: DevicePath) -> String? {
    let configuration = text("bConfigurationValue", at: path) ?? "1"
    let link = "\(folder)/\(path):\(configuration).\(interface)/driver"
    let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
    return target?.split(separator: "/").last.map(String.init)
  }

  private func text(_ name: String, at path: DevicePath) -> String? {
    bytes(name, at: path).map { bytes in
      String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)
    }
  }

  /// Whole small files by hand: Foundation leaks its buffer for those of `/sys` that are empty.
  private func bytes(_ name: String, at path: DevicePath) -> [UInt8]? {
    let file = open("\(folder)/\(path)/\(name)", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while bytes.count < DescriptorSet.mostBytes {
      let count = read(file, &piece, piece.count)
      guard count > 0 else { break }
      bytes += piece.prefix(count)
    }
    return Array(bytes.prefix(DescriptorSet.mostBytes))
  }
}
