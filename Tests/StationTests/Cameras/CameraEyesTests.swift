// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Camera
import CameraModels
import Imaging
import Records
import SampleKit
import Testing
import USB

@testable import Station

@Suite("Eyes of an enrolment by a camera", .serialized)
struct CameraEyesTests {
  /// So good that the first picture will do: nobody waits for a better one.
  private static let eye = EyeImage(of: MasterEye(seed: 4, label: .right)).image

  private static func capture(
    _ pictures: [[UInt8]], of application: String, within limit: Duration = .seconds(600),
    told: (EyeLabel) -> Void = { _ in }
  ) async throws -> CameraEyes {
    var script = CameraScript()
    (script.width, script.height) = (eye.width, eye.height)
    script.pictures = pictures
    let place = try #require(DevicePath("1-4"))
    let bus = SimulatedBus([SimulatedDevice(UVCCameraModel(script), at: place)])
    let camera = try await Camera(opening: bus.camera(named: nil), on: bus, settings: .unhurried)
    defer { Task { await camera.close() } }
    return try await CameraEyes(
      of: ApplicationReaderTests.read(application), from: camera, within: limit
    ) { label, _ in told(label) }
  }

  private static let withoutLeft = ApplicationReaderTests.complete.replacing(
    "\"missingFingers\"",
    with: """
      "missingEyes": [{ "eye": "left-eye", "reason": "missing" }], "missingFingers"
      """)

  @Test("A one-eye camera gives the eye that is not missing, with the camera's name and frame")
  func oneEye() async throws {
    var asked: Set<EyeLabel> = []
    let eyes = try await Self.capture([Self.eye.pixels], of: Self.withoutLeft) { asked.insert($0) }
    #expect(eyes.eyes == [.right])
    #expect(asked == [.right])
    let sample = try eyes.capture(.right)
    #expect(sample.image.pixels == Self.eye.pixels)
    #expect(!sample.device.isEmpty)
    #expect(throws: EyeCaptureError.self) { try eyes.capture(.left) }
  }

  @Test("Where no picture shows an eye the operator is told which one")
  func noEye() async throws {
    let gray = [UInt8](repeating: 90, count: Self.eye.pixels.count)
    let error = await #expect(throws: EyeCaptureError.self) {
      try await Self.capture([gray], of: Self.withoutLeft, within: .seconds(1))
    }
    #expect(error?.code == "quality-below-threshold")
    #expect(error?.message.contains("right") == true)
  }
}
