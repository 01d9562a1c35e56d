// SPDX-License-Identifier: Apache-2.0

import Camera
import CameraModels
import Foundation
import USB

/// `CameraClient MODEL [ROUTE]`: takes every frame, and the stills, of a made-up camera through the real
/// libusb, or its frames through the kernel's driver, compares each with what was sent, and says whether
/// what went wrong was counted as it must be.
@main
enum CameraClient {
  static func main() async {
    do {
      let words = CommandLine.arguments
      guard words.count == 2 || words.count == 3, let script = CameraModels.named(words[1]),
        let route = words.count == 3 ? CameraRoute(rawValue: words[2]) : .automatic
      else {
        let models = CameraModels.all.map(\.name).joined(separator: "|")
        throw Finding("usage: CameraClient \(models) [auto|usb|kernel]")
      }
      let bus = try LibUSBBus()
      if let stills = script.stills {
        print(try await StillCheck(bus, stills).run())
      } else {
        print(try await StreamCheck(bus, script, route).run())
      }
      await bus.close()
    } catch {
      print("FAILED \(error)")
      exit(1)
    }
  }
}

extension Bus {
  /// The camera; a device is listed a moment after it was plugged in.
  func pluggedIn() async throws -> CameraIdentity {
    for _ in 0..<400 {
      if let found = try? camera(named: nil) { return found }
      try await Task.sleep(for: .milliseconds(10))
    }
    return try camera(named: nil)
  }
}

/// Something did not come out as it must.
struct Finding: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
