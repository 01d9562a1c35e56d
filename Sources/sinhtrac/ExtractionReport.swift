// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FoundationEssentials
import Records

/// Tells what became of each image, while the work goes on.
struct ExtractionReport {
  enum Style {
    /// The one template itself.
    case template
    /// A line for each image.
    case lines
    /// One JSON array, an object for each image.
    case json
  }

  private let style: Style
  private var count = 0
  private(set) var failures = 0

  init(style: Style) { self.style = style }

  mutating func add(_ outcome: ExtractionJob.Outcome) throws {
    count += 1
    if case .failure(let error) = outcome.result {
      failures += 1
      let image = outcome.job.image
      StandardError.print("error: \(error.message.contains(image) ? "" : image + ": ")\(error)")
    }
    switch (style, outcome.result) {
    case (.json, _):
      try StandardOutput.print((count == 1 ? "[\n" : ",\n") + object(outcome), end: "")
    case (.template, .success(let extracted)): try StandardOutput.write(extracted.bytes)
    case (.lines, .success(let extracted)):
      let place = outcome.job.output.map { " -> \($0)" } ?? ""
      try StandardOutput.print("\(outcome.job.image): \(extracted.minutiae) minutiae\(place)")
    case (_, .failure): break
    }
  }

  func finish() throws {
    if style == .json { try StandardOutput.print(count == 0 ? "[]" : "\n]") }
  }

  /// `{"image": ..., "minutiae": ..., "output" or "template": ..., "error": ...}`.
  private func object(_ outcome: ExtractionJob.Outcome) -> String {
    var members = ["\"image\": " + Self.quoted(outcome.job.image)]
    switch outcome.result {
    case .success(let extracted):
      members.append("\"minutiae\": \(extracted.minutiae)")
      if let output = outcome.job.output {
        members.append("\"output\": " + Self.quoted(output))
      } else if outcome.job.format == .json {
        members.append(
          "\"template\": " + String(decoding: extracted.bytes.dropLast(), as: UTF8.self))
      } else {
        members.append("\"template\": " + Self.quoted(Data(extracted.bytes).base64EncodedString()))
      }
    case .failure(let error):
      let parts = "\"code\": \(Self.quoted(error.code)), \"message\": \(Self.quoted(error.message))"
      members.append("\"error\": {\(parts)}")
    }
    return "{" + members.joined(separator: ", ") + "}"
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
