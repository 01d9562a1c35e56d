// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Imaging
import Records
import Testing

@testable import Station

@Suite("Slaps in a session")
struct SlapCaptureTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  /// The sample applicant's folder with a slap of four fingers of the right hand, put together from
  /// the single prints from left to right.
  private func enrol(
    slap fingers: [FingerPosition], as position: FingerPosition = .plainRightFour
  ) async throws -> ApplicationRecord {
    try FileManager.default.copyItem(atPath: SampleFolder.path, toPath: folder.path)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: position.name + ".png").path
    try ImageFile.write(Self.slap(of: fingers), path: path)
    return try await CapturePipeline(lanes: 2).enrol(
      SampleFolder.application(), from: SampleDevices(folder: folder.path),
      at: try #require(UTCTime("2026-11-21T02:00:00Z")))
  }

  private static let right: [FingerPosition] = [
    .rightIndex, .rightMiddle, .rightRing, .rightLittle,
  ]

  @Test("A slap enters the record with a box and scores for each finger")
  func recorded() async throws {
    let record = try await enrol(slap: Self.right)
    #expect(record.captures.count == 11)
    let slap = try #require(record.captures.first { $0.position == .plainRightFour })
    #expect(slap.segments.map(\.finger) == Self.right)
    #expect(slap.qualities.map(\.finger) == Self.right)
    #expect(slap.qualities.allSatisfy { $0.score != nil })
    #expect(slap.segments.allSatisfy { $0.quality?.score ?? 0 > 50 })
    let station = try StationIdentity(
      kit: "KIT01", originatingAgency: "VN-DEMO-07", destinationAgency: "VN-C06",
      software: AlgorithmVersion(name: "sinhtrac", version: "0"))
    let time = try #require(UTCTime("2026-11-21T02:00:00Z"))
    let parts = try record.parts(from: station, at: time, serial: 1)
    let findings = NISTCheck.findings(in: try #require(parts.first).bytes)
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test("Fingers that changed places between slap and single prints stop the enrolment")
  func swapped() async throws {
    let error = await #expect(throws: SequenceError.self) {
      try await enrol(slap: [.rightIndex, .rightRing, .rightMiddle, .rightLittle])
    }
    #expect(error?.code == "fingers-swapped")
    #expect(error?.message.contains("right middle and right ring are swapped") == true)
  }

  @Test("A left hand's fingers laid like a right hand's are told by their prints")
  func otherHand() async throws {
    let error = await #expect(throws: SequenceError.self) {
      try await enrol(slap: [.leftIndex, .leftMiddle, .leftRing, .leftLittle])
    }
    #expect(error?.code == "other-hand")
  }

  @Test("A right hand declared as the left asks for a new capture")
  func declared() async throws {
    let error = await #expect(throws: CaptureError.self) {
      try await enrol(slap: Self.right, as: .plainLeftFour)
    }
    #expect(error?.code == "quality-below-threshold")
    #expect(error?.message.contains("other hand") == true)
  }

  /// Single prints on white glass, at the places of a right hand's tips.
  private static func slap(of fingers: [FingerPosition]) throws -> GrayImage {
    let (width, height) = (1600, 1500)
    var pixels = [UInt8](repeating: 255, count: width * height)
    for (finger, place) in zip(fingers, [(150, 330), (470, 180), (790, 230), (1090, 520)]) {
      let print = try ImageFile.read(path: "\(SampleFolder.path)/\(finger.name).png")
      for y in 0..<print.height {
        for x in 0..<print.width {
          // The scanner's grey ground becomes white.
          let grey = UInt8(min(255, Int(print.pixels[y * print.width + x]) + 30))
          let at = (place.1 + y) * width + place.0 + x
          pixels[at] = min(pixels[at], grey)
        }
      }
    }
    return try #require(
      GrayImage(width: width, height: height, pixels: pixels, resolution: .standard))
  }
}
