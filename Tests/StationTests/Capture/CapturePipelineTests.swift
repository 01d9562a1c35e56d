// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Testing

@testable import Station

@Suite("Capture pipeline")
struct CapturePipelineTests {
  @Test("The sample applicant becomes a record with an image and minutiae of every finger")
  func sampleApplicant() async throws {
    let record = try await SampleFolder.enrol()
    #expect(record.captures.map(\.position) == FingerPosition.tenFingers)
    #expect(record.missing.isEmpty)
    #expect(record.date.description == "2026-11-21")
    for capture in record.captures {
      let template = try #require(capture.template)
      #expect(template.minutiae.count > 20)
      #expect(template.position == capture.position)
      #expect((template.width, template.height) == (capture.image.width, capture.image.height))
      #expect(capture.image.compression == .wsq)
      let algorithms = capture.provenance.algorithms
      #expect(algorithms.prefix(2).map(\.version).allSatisfy { $0 == Release.version })
      #expect(algorithms.last?.version.hasPrefix("sinhtrac-") == true)
      let score = try #require(capture.qualities.first?.score)
      #expect(capture.qualities.map(\.finger) == [capture.position])
      #expect(score > 20)
      #expect(template.quality == score)
    }
  }

  @Test("The record does not depend on how many fingers are worked on at the same time")
  func lanes() async throws {
    let one = try await SampleFolder.enrol(lanes: 1)
    let many = try await SampleFolder.enrol(lanes: 7)
    #expect(one == many)
  }

  @Test("Captures are told in card order, whichever is ready first")
  func order() async throws {
    var told: [FingerPosition] = []
    let devices = try SampleDevices(folder: SampleFolder.path)
    let time = try #require(UTCTime("2026-11-21T02:00:00Z"))
    _ = try await CapturePipeline(lanes: 4).enrol(
      SampleFolder.application(), from: devices, at: time
    ) { told.append($0.position) }
    #expect(told == FingerPosition.tenFingers)
  }

  @Test("A finger below the threshold is to be captured again, and the message says why")
  func threshold() async throws {
    let devices = try SampleDevices(folder: SampleFolder.path)
    let time = try #require(UTCTime("2026-11-21T02:00:00Z"))
    let error = try await #require(throws: CaptureError.self) {
      try await CapturePipeline(lanes: 1, threshold: 99).enrol(
        SampleFolder.application(), from: devices, at: time)
    }
    #expect(error.code == "quality-below-threshold")
    #expect(error.message.contains("at least 99"))
    #expect(error.message.contains("right-thumb"))
  }

  @Test("Nothing is captured of a child under six")
  func underSix() async throws {
    let devices = try SampleDevices(folder: SampleFolder.path)
    let time = try #require(UTCTime("2000-01-01T00:00:00Z"))
    let child = try ApplicationReaderTests.read(replacing: "1990-02-03", by: "1995")
    await #expect(throws: ApplicationError.self) {
      try await CapturePipeline(lanes: 1).enrol(child, from: devices, at: time) { _ in
        Issue.record("a finger was captured")
      }
    }
  }
}

@Suite("Extraction lanes")
struct ExtractionLanesTests {
  @Test("Results come in the order of the items", arguments: [1, 2, 8])
  func order(count: Int) async throws {
    var results: [Int] = []
    try await ExtractionLanes(count: count).run(Array(0..<50)) { item, _ in
      item * 2
    } deliver: {
      results.append($0)
    }
    #expect(results == (0..<50).map { $0 * 2 })
  }

  @Test("No items are no work")
  func nothing() async throws {
    try await ExtractionLanes(count: 4).run([Int]()) { item, _ in
      item
    } deliver: { _ in
    }
  }

  @Test("An error of the receiver ends the work early")
  func receiverFails() async {
    struct Enough: Error {}
    await #expect(throws: Enough.self) {
      try await ExtractionLanes(count: 2).run(Array(0..<1_000_000)) { item, _ in
        item
      } deliver: { item in
        if item == 3 { throw Enough() }
      }
    }
  }
}
