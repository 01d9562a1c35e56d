// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Foundation
import Imaging
import Testing

/// What NFIQ 2.3 gives for images outside the project: `../shared/data/nfiq2` beside its root.
struct ReferenceMeasures: Sendable {
  /// One image: its values by the names of the header, empty where there is none.
  struct Row: Sendable {
    let image: String
    let values: [String: String]

    func number(_ name: String) -> Double? { values[name].flatMap(Double.init) }

    /// Read as if it had 500 ppi, whatever its file says: so it was scored.
    func normalizedImage() throws -> NormalizedImage {
      let image = try ImageFile.read(path: ReferenceMeasures.folder + image)
      return try #require(
        NormalizedImage(
          width: image.width, height: image.height, pixels: image.pixels,
          origin: .init(resolution: .standard)))
    }
  }

  let measureNames: [String]
  let rows: [Row]

  static let folder =
    URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data/").path
    + "/"

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder + "nfiq2/expected.csv")
  }

  init() throws {
    let text = try String(contentsOfFile: Self.folder + "nfiq2/expected.csv", encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    measureNames = Array(header.suffix(QualityMeasure.inForestOrder.count))
    rows = lines.dropFirst().map { fields in
      let values = zip(header, fields).filter { !$1.isEmpty && $1 != "NA" }
      return Row(image: fields[0], values: Dictionary(uniqueKeysWithValues: values))
    }
  }
}
