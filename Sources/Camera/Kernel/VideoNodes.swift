// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import USB

/// Where the kernel's video nodes of cameras are found.
protocol VideoNodes: Sendable {
  /// The files of a camera's nodes in the kernel's order; none where no driver of the kernel has it.
  func paths(of camera: CameraIdentity) -> [String]

  /// Opens one of them.
  func open(_ path: String) throws(USBError) -> any VideoNode
}

/// The nodes of this machine. `/sys` tells which camera each belongs to.
struct SystemVideoNodes: VideoNodes {
  /// Where the system lists USB devices.
  var devices = "/sys/bus/usb/devices"
  /// Where the nodes are.
  var files = "/dev"

  /// The driver makes them below the control interface; they are numbered in the order of making.
  func paths(of camera: CameraIdentity) -> [String] {
    let place = camera.device.path.description
    let folder = "\(devices)/\(place)"
    // Another device may be there by now, or none as in tests.
    guard number(in: "\(folder)/devnum") == Int(camera.device.address) else { return [] }
    let control = camera.function.control.number
    // `1-4:1.0`: place, configuration, interface.
    let interfaces = names(in: folder).filter {
      $0.hasPrefix("\(place):") && $0.hasSuffix(".\(control)")
    }
    let numbers = interfaces.flatMap { names(in: "\(folder)/\($0)/video4linux") }.compactMap {
      $0.hasPrefix("video") ? Int($0.dropFirst("video".count)) : nil
    }
    return numbers.sorted().map { "\(files)/video\($0)" }
  }

  func open(_ path: String) throws(USBError) -> any VideoNode { try KernelVideoNode(path) }

  private func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private func number(in file: String) -> Int? {
    FileManager.default.contents(atPath: file).flatMap { bytes in
      Int(String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self))
    }
  }
}
