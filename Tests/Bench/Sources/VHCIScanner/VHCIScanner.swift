// SPDX-License-Identifier: Apache-2.0

import DeviceHost
import Foundation

/// `VHCIScanner MODEL PLAN`: plugs a made-up scanner into the running kernel and serves it until the
/// process ends. Needs root and the kernel's module vhci-hcd, as the bench's emulated machine has them.
@main
enum VHCIScanner {
  static func main() {
    let words = CommandLine.arguments
    guard words.count == 3, let host = ServedDevices.named(words[1], plan: words[2]) else {
      fail("usage: VHCIScanner MODEL none|steps:N|random:SEED:STEPS:COUNT")
    }
    while true {
      guard let socket = VirtualHostController.attach(speed: host.speed) else {
        fail("vhci-hcd takes no device: \(String(cString: strerror(errno)))")
      }
      let server = USBIPServer(socket, host)
      host.complete = { server.complete($0, $1) }
      host.unplug = { server.stop() }
      server.serve()
      close(socket)
      // Pulled out: in again soon.
      usleep(300_000)
    }
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
  }
}

/// The kernel's virtual host controller.
private enum VirtualHostController {
  /// Plugs a device into port 0; gives our end of the wire. It is tried for 2 s, for the
  /// port of a device that was just pulled out is not free at once.
  static func attach(speed: Int) -> Int32? {
    for _ in 0..<20 {
      if let socket = attachOnce(speed) { return socket }
      usleep(100_000)
    }
    return nil
  }

  private static func attachOnce(_ speed: Int) -> Int32? {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return nil }
    defer { close(ends[1]) }
    // Port, socket, bus and device number, speed (2: full, 3: high).
    let order = "0 \(ends[1]) \(1 << 16 | 2) \(speed == 12 ? 2 : 3)"
    let file = open("/sys/devices/platform/vhci_hcd.0/attach", O_WRONLY)
    guard file >= 0 else {
      close(ends[0])
      return nil
    }
    defer { close(file) }
    guard write(file, order, order.utf8.count) == order.utf8.count else {
      close(ends[0])
      return nil
    }
    return ends[0]
  }
}
