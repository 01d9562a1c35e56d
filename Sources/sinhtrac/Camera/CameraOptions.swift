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
    try await withUSB { bus in
      try await Self.use(try bus.camera(named: device), on: bus, body)
    }
  }

  /// Opens a camera that was found, and closes it again whatever happens.
  static func use<Value>(
    _ found: CameraIdentity, on bus: any Bus, _ body: (Camera) async throws -> Value
  ) async throws -> Value {
    let camera = try await Camera(opening: found, on: bus)
    do {
      let value = try await body(camera)
      await camera.close()
      return value
    } catch {
      await camera.close()
      throw error
    }
  }
}
