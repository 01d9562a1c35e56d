// SPDX-License-Identifier: Apache-2.0

import Camera
import CameraModels
import Foundation
import USB

/// `CameraClient MODEL`: takes every frame of a made-up camera through the real libusb, compares each
/// with what was sent, and says whether what went wrong was counted as it must be.
@main
enum CameraClient {
  static func main() async {
    do {
      let words = CommandLine.arguments
      guard words.count == 2, let script = CameraModels.named(words[1]) else {
        throw Finding("usage: CameraClient \(CameraModels.all.map(\.name).joined(separator: "|"))")
      }
      let bus = try LibUSBBus()
      print(try await StreamCheck(bus, script).run())
      await bus.close()
    } catch {
      print("FAILED \(error)")
      exit(1)
    }
  }
}

/// Something did not come out as it must.
struct Finding: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
