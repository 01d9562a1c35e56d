// SPDX-License-Identifier: Apache-2.0

import Foundation
import Records
import Testing

@testable import Station

/// The sample applicant that comes with the project.
enum SampleFolder {
  static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "samples/applicant-01").path

  static func application() throws -> Application {
    let limit = ApplicationReader.maximumBytes
    return try ApplicationReader.read(
      WholeFile.read(path: path + "/application.json", limit: limit))
  }

  static func enrol(lanes: Int = 2) async throws -> ApplicationRecord {
    try await CapturePipeline(lanes: lanes).enrol(
      application(), from: SampleDevices(folder: path),
      at: try #require(UTCTime("2026-11-21T02:00:00Z")))
  }
}
