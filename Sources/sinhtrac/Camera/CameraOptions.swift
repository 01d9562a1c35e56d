// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import Camera
import Station
import USB

/// Which camera takes the picture, and how long it may take.
struct CameraOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The camera: an ID or a place.", valueName: "id"))
  var device: String?

  @Option(
    help: ArgumentHelp(
      "Who drives it: usb, kernel (the kernel's driver), or auto, which is usb where that is allowed.",
      valueName: "route"))
  var route = CameraRoute.automatic

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
    var settings = CameraSettings()
    settings.route = route
    return try await LibUSBBus().use { bus in
      let found = try bus.camera(named: device)
      return try await Camera(opening: found, on: bus, settings: settings).use(body)
    }
  }
}

extension CameraRoute: ExpressibleByArgument {}
