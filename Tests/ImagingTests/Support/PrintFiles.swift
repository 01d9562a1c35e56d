// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Images of prints: real ones that are not part of the project, `../shared/data` beside its root, and
/// its own samples.
enum PrintFiles {
  private static let project = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Support
    .deletingLastPathComponent()  // ImagingTests
    .deletingLastPathComponent()  // Tests
    .deletingLastPathComponent()
  private static let folder = project.deletingLastPathComponent().appending(path: "shared/data")

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

  /// Paths of the synthetic prints that the project keeps.
  static var samples: [String] {
    let folder = project.appending(path: "samples/applicant-01").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let prints = names.filter { $0.hasSuffix(".png") && !$0.hasSuffix("-eye.png") }
    return prints.sorted().map { "\(folder)/\($0)" }
  }
}
