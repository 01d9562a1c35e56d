// SPDX-License-Identifier: Apache-2.0

import Fingerprint

/// Prints assessments one by one.
struct QualityReport {
  enum Style { case lines, csv, json }

  let style: Style

  /// Columns of the CSV beside the measures.
  private static let columns = [
    "Filename", "UnifiedQualityScore", "MissingScore", "Feedback", "Reasons", "Model",
    "MinutiaeProvider",
    "EmptyImageOrContrastTooLow", "UniformImage", "FingerprintImageWithMinutiae",
    "SufficientFingerprintForeground",
  ]

  func begin() throws {
    switch style {
    case .lines: break
    case .json: try StandardOutput.print("[", end: "")
    case .csv:
      let names = Self.columns + QualityMeasure.inForestOrder.map(\.name)
      try StandardOutput.print(names.joined(separator: ","))
    }
  }

  func end() throws { if style == .json { try StandardOutput.print("\n]") } }

  func add(_ image: String, _ result: QualityAssessment, isFirst: Bool) throws {
    switch style {
    case .lines: try StandardOutput.print(line(image, result))
    case .csv: try StandardOutput.print(row(image, result))
    case .json: try StandardOutput.print((isFirst ? "\n" : ",\n") + object(image, result), end: "")
    }
  }

  private func line(_ image: String, _ result: QualityAssessment) -> String {
    let found =
      switch result.score {
      case .success(let score): "\(score)"
      case .failure(let reason): "no score (\(reason.rawValue))"
      }
    // One message at a time: what is wrong with the whole image before what is wrong with the print.
    let told =
      result.actionable.feedback.first.map { ($0.english, $0.vietnamese) }
      ?? result.reasons.first.map { ($0.english, $0.vietnamese) }
    let tail = told.map { "; \($0) (\($1))" } ?? ""
    return "\(image): \(found)\(tail) [\(result.model.name), \(result.minutiaeProvider)]"
  }

  private func row(_ image: String, _ result: QualityAssessment) -> String {
    let values = result.actionable
    var fields = [quoted(image), score(result) ?? "NA", missing(result) ?? ""]
    fields.append(values.feedback.map(\.rawValue).joined(separator: " "))
    fields.append(result.reasons.map(\.rawValue).joined(separator: " "))
    fields += [result.model.name, result.minutiaeProvider, "\(values.mean)", "\(values.deviation)"]
    fields += [values.minutiae, values.regionPixels].map { $0.map { "\($0)" } ?? "NA" }
    fields += QualityMeasure.inForestOrder.map { result.measures?[$0].map(number) ?? "NA" }
    return fields.joined(separator: ",")
  }

  private func object(_ image: String, _ result: QualityAssessment) -> String {
    let values = result.actionable
    let measures = QualityMeasure.inForestOrder.compactMap { measure in
      result.measures?[measure].map { "\"\(measure.name)\": \(number($0))" }
    }
    let feedback = values.feedback.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    let reasons = result.reasons.map(reason).joined(separator: ", ")
    let members = [
      "\"image\": \(quoted(image))", "\"score\": \(score(result) ?? "null")",
      "\"missingScore\": \(missing(result).map { "\"\($0)\"" } ?? "null")",
      "\"feedback\": [\(feedback)]", "\"reasons\": [\(reasons)]",
      "\"model\": {\"name\": \(quoted(result.model.name)), \"md5\": \"\(result.model.digest)\"}",
      "\"minutiaeProvider\": \"\(result.minutiaeProvider)\"",
      "\"measures\": {\(measures.joined(separator: ", "))}",
    ]
    return "{" + members.joined(separator: ", ") + "}"
  }

  private func score(_ result: QualityAssessment) -> String? {
    (try? result.score.get()).map { "\($0)" }
  }

  private func missing(_ result: QualityAssessment) -> String? {
    guard case .failure(let reason) = result.score else { return nil }
    return reason.rawValue
  }

  /// Code and wording of one reason.
  private func reason(_ reason: OperatorReason) -> String {
    "{\"code\": \"\(reason.rawValue)\", \"en\": \(quoted(reason.english)), "
      + "\"vi\": \(quoted(reason.vietnamese))}"
  }

  /// Counts without a point.
  private func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"": style == .csv ? "\"\"" : "\\\""
      case "\\": style == .csv ? "\\" : "\\\\"
      case let other where other.value < 0x20: " "
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
