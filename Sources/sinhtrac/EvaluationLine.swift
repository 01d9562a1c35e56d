// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// The error rates of one folder, or of several pooled under one threshold.
struct EvaluationLine {
  let name: String
  let rates: ErrorRates
  let failures: Int
  /// Whether small scores are alike, as those of iris codes; rates then hold negated scores.
  let isDistance: Bool

  private static let falseMatchRates = [1e-2, 1e-3, 1e-4]

  init(_ name: String, _ folders: [FolderScores]) throws(InputError) {
    let genuine = folders.flatMap { $0.scores(genuine: true) }
    let impostor = folders.flatMap { $0.scores(genuine: false) }
    guard let rates = ErrorRates(genuine: genuine, impostor: impostor) else {
      throw .oneKindOnly(name)
    }
    self.init(name, rates: rates, failures: folders.reduce(0) { $0 + $1.failures.count })
  }

  init(_ name: String, rates: ErrorRates, failures: Int, isDistance: Bool = false) {
    self.name = name
    self.rates = rates
    self.failures = failures
    self.isDistance = isDistance
  }

  /// What `--json` prints; rates are shares of 1.
  struct Object: Encodable {
    let name: String
    let genuine, impostor, failures: Int
    let equalErrorRate: Double
    let points: [Point]

    struct Point: Encodable {
      let fmr, fnmr: Double
      /// Nil where nothing matches at that rate.
      let threshold: Double?
    }
  }

  var object: Object {
    Object(
      name: name, genuine: rates.genuine.count, impostor: rates.impostor.count, failures: failures,
      equalErrorRate: rates.equalErrorRate,
      points: Self.falseMatchRates.map { rate in
        let point = rates.point(atFMR: rate)
        let threshold =
          point.threshold.isFinite ? Double(isDistance ? -point.threshold : point.threshold) : nil
        return Object.Point(fmr: rate, fnmr: point.fnmr, threshold: threshold)
      })
  }

  /// Rates in per cent, a row a line.
  static func table(_ lines: [EvaluationLine]) -> String {
    let head = ["folder", "genuine", "impostor", "failed", "EER %"]
    let columns = head + ["FNMR % at FMR 1e-2", "1e-3", "1e-4"]
    let rows = lines.map { line -> [String] in
      let counts = [line.rates.genuine.count, line.rates.impostor.count, line.failures]
      let points = falseMatchRates.map { line.rates.point(atFMR: $0).fnmr }
      let shares = ([line.rates.equalErrorRate] + points).map(percent)
      return [line.name] + counts.map(String.init) + shares
    }
    let widths = columns.indices.map { k in ([columns] + rows).map { $0[k].count }.max() ?? 0 }
    return ([columns] + rows).map { row in
      zip(row, widths).enumerated().map { k, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return k == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  static func percent(_ share: Double) -> String {
    let hundredths = Int((share * 10000).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
