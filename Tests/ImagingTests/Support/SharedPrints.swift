// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Real prints that are not part of the project: `../shared/data` beside its root.
enum SharedPrints {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Support
    .deletingLastPathComponent()  // ImagingTests
    .deletingLastPathComponent()  // Tests
    .deletingLastPathComponent()  // project
    .deletingLastPathComponent()
    .appending(path: "shared/data")

  static var arePresent: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "fingerprint").path)
  }

  /// Blank paper.
  private static let blank = ["a999_01p.png", "cmp00018.png"]

  /// Paths of all images that show a print.
  static var paths: [String] {
    ["fingerprint", "wsq/raw", "nfiq2/sfinge"].flatMap { name in
      let files = FileManager.default.enumerator(
        at: folder.appending(path: name), includingPropertiesForKeys: nil)
      return (files?.allObjects ?? []).compactMap { ($0 as? URL)?.path }
    }.filter { path in
      path.hasSuffix(".png") && !blank.contains { path.hasSuffix($0) }
    }.sorted()
  }
}
