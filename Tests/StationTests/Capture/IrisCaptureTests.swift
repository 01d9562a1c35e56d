// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Imaging
import Records
import Testing

@testable import Station

@Suite("Capture of irises")
struct IrisCaptureTests {
  /// A camera that gives pictures by eye.
  private struct Camera: EyeSource {
    var pictures: [EyeLabel: GrayImage]

    var eyes: [EyeLabel] { EyeLabel.both.filter { pictures[$0] != nil } }

    func capture(_ eye: EyeLabel) throws -> EyeSample {
      EyeSample(
        label: eye, image: try #require(pictures[eye]), device: "test camera",
        frameDigest: try SHA256.digest(of: [1]))
    }
  }

  private let time = UTCTime("2026-11-21T02:00:00Z")

  private func camera() throws -> Camera {
    let samples = try SampleDevices(folder: SampleFolder.path)
    return Camera(
      pictures: [
        .right: try samples.capture(.right).image, .left: try samples.capture(.left).image,
      ])
  }

  private func outcome(_ camera: Camera) throws -> IrisCapture.Outcome {
    try IrisCapture(kernels: .best).capture(from: camera, at: try #require(time))
  }

  @Test("Both eyes of the sample applicant enter the record with edges and a score")
  func sampleEyes() async throws {
    let devices = try SampleDevices(folder: SampleFolder.path)
    #expect(devices.eyes == [.right, .left])
    let record = try await CapturePipeline(lanes: 2).enrol(
      SampleFolder.application(), from: devices, eyes: devices, at: try #require(time))
    #expect(record.eyes.map(\.label) == [.right, .left])
    for eye in record.eyes {
      #expect(eye.kind == .vga)
      #expect(eye.image.compression == .png)
      #expect(try #require(eye.quality).value > 20)
      let outline = try #require(eye.outline)
      #expect((70...160).contains(outline.limbus.radius))
      #expect(outline.upperLid.count > 2)
      #expect(outline.lowerLid.count > 2)
    }
    #expect(EnrolmentRules.findings(record).isEmpty)
    let text = String(decoding: ReportPage(record, findings: []).encoded(), as: UTF8.self)
    #expect(text.ranges(of: "data:image/png;base64,").count == 12)
    #expect(text.contains("Mống mắt"))
  }

  @Test("Eyes in their places raise no doubt, swapped ones do, and stay as they are labelled")
  func swapped() throws {
    var camera = try camera()
    #expect(try outcome(camera).doubts.isEmpty)
    let right = camera.pictures[.right]
    camera.pictures[.right] = camera.pictures[.left]
    camera.pictures[.left] = right
    let swapped = try outcome(camera)
    #expect(swapped.doubts.count == 1)
    #expect(swapped.eyes.map(\.label) == [.right, .left])
  }

  @Test("One eye for both is refused, and so is a picture without an eye")
  func refusals() throws {
    var camera = try camera()
    camera.pictures[.left] = camera.pictures[.right]
    let twice = try #require(throws: EyeCaptureError.self) { try outcome(camera) }
    #expect(twice.code == "eye-repeated")
    camera.pictures[.left] = GrayImage(
      width: 640, height: 480, pixels: [UInt8](repeating: 90, count: 640 * 480), resolution: nil)
    let blank = try #require(throws: EyeCaptureError.self) { try outcome(camera) }
    #expect(blank.code == "quality-below-threshold")
    #expect(blank.message.contains("left-eye"))
  }

  @Test("An application says which eyes are missing and why")
  func missingEyes() throws {
    let text =
      #""missingEyes": [{ "eye": "left-eye", "reason": "unable", "remark": "bandage" }], "id""#
    let application = try ApplicationReaderTests.read(replacing: #""id""#, by: text)
    #expect(application.missingEyes == [MissingEye(.left, .unable, remark: "bandage")])
    #expect(application.presentEyes == [.right])
    for bad in [
      #"{ "eye": "nose", "reason": "unable" }"#, #"{ "eye": "left-eye", "reason": "lazy" }"#,
      #"{ "eye": "left-eye", "reason": "unable", "remark": "" }"#, #"{ "reason": "unable" }"#,
      #"{ "eye": "left-eye", "reason": "unable", "why": "x" }"#,
      #"{ "eye": "left-eye", "reason": "unable" }, { "eye": "left-eye", "reason": "missing" }"#,
    ] {
      #expect(throws: ApplicationError.self) {
        try ApplicationReaderTests.read(replacing: #""id""#, by: #""missingEyes": [\#(bad)], "id""#)
      }
    }
  }

  @Test("An eye is either there or declared missing, or nothing is said of eyes")
  func accounted() throws {
    let devices = try SampleDevices(folder: SampleFolder.path)
    let application = try SampleFolder.application()
    try devices.check(application)
    let missing = try #require(MissingEye(.left, .missing))
    let contradiction = Application(
      id: application.id, kind: application.kind, applicant: application.applicant, missing: [],
      missingEyes: [missing])
    let error = try #require(throws: SampleDeviceError.self) { try devices.check(contradiction) }
    #expect(error.code == "eye-present-and-missing")
  }
}
