// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Files of other systems that are not part of the project: `../shared` beside its root.
enum SharedData {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Support
    .deletingLastPathComponent()  // DocumentTests
    .deletingLastPathComponent()  // Tests
    .deletingLastPathComponent()  // project
    .deletingLastPathComponent()
    .appending(path: "shared")
  private static let folder = root.appending(path: "data/chip")

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "vectors.json").path)
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: name)))
  }

  static func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: folder).path)
      .sorted()
  }
}
