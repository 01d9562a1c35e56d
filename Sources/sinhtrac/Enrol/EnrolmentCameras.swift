// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import Camera
import Iris
import Station
import USB

/// Which cameras take the eyes and the face of an enrolment.
struct EnrolmentCameras: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Camera for the eyes: an ID or a place; by itself the only known iris camera.",
      valueName: "id"))
  var irisCamera: String?

  @Option(
    help: ArgumentHelp(
      "Camera for the portrait, at a station: an ID or a place.", valueName: "id"))
  var portraitCamera: String?

  /// The eyes that are not declared missing; nil where there is no camera for them.
  func eyes(of given: Application, within limit: Duration) async throws -> CameraEyes? {
    guard !given.presentEyes.isEmpty else { return nil }
    return try await LibUSBBus().use { bus -> CameraEyes? in
      guard let found = try camera(for: .iris, named: irisCamera, on: bus) else { return nil }
      return try await Camera(opening: found, on: bus).use { camera in
        try await CameraEyes(of: given, from: camera, within: limit, telling: Self.tellOperator)
      }
    }
  }

  /// The face; nil where no camera for it is named.
  func portrait(within limit: Duration) async throws -> PresentedPortrait? {
    guard portraitCamera != nil else { return nil }
    return try await LibUSBBus().use { bus -> PresentedPortrait? in
      guard let found = try camera(for: .portrait, named: portraitCamera, on: bus) else {
        return nil
      }
      return try await Camera(opening: found, on: bus).use { camera in
        let portrait = try await PortraitSession(camera).run(within: limit) { feedback in
          guard StandardError.isTerminal else { return }
          StandardError.print("portrait: \(feedback?.english ?? "good")")
        }
        return try PresentedPortrait(portrait, device: camera.identity.name)
      }
    }
  }

  private func camera(
    for purpose: CameraPurpose, named name: String?, on bus: any Bus
  ) throws -> CameraIdentity? {
    if let name { return try bus.camera(named: name) }
    let known = try bus.cameras().filter { $0.purpose == purpose }
    return known.count == 1 ? known.first : nil
  }

  private static func tellOperator(_ eye: EyeLabel, _ feedback: CaptureFeedback?) {
    guard StandardError.isTerminal else { return }
    StandardError.print("\(eye.name): \(feedback?.english ?? "good")")
  }
}
