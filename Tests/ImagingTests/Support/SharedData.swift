// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Files of other systems that are not part of the project: `../shared/data` beside its root.
enum SharedData {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Support
    .deletingLastPathComponent()  // ImagingTests
    .deletingLastPathComponent()  // Tests
    .deletingLastPathComponent()  // project
    .deletingLastPathComponent()
    .appending(path: "shared/data")

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: path("wsq"))
  }

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: name)))
  }
}
