// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Camera
import Station
import USB

/// Which camera takes the picture, and how long it may take.
struct CameraOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The camera: an ID or a place.", valueName: "id"))
  var device: String?

  @Option(help: "Seconds to wait for a good picture, 1 to 3600.")
  var timeout = 10

  func validate() throws {
    guard (1...3600).contains(timeout) else {
      throw ValidationError("--timeout \(timeout) is outside 1 to 3600 seconds.")
    }
  }

  var limit: Duration { .seconds(timeout) }

  /// Opens the camera, and closes it again whatever happens.
  func withCamera<Value>(_ body: (Camera) async throws -> Value) async throws -> Value {
    try await LibUSBBus().use { bus in
      try await Camera(opening: try bus.camera(named: device), on: bus).use(body)
    }
  }
}
