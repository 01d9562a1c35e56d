// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Fits the fusion weights of one level on pairs whose truth is known.
///
/// Logistic regression on standardised features, classes balanced, with an L2 penalty; fitted a
/// second time on all genuine pairs and the hardest impostors, since the tail decides low false
/// match rates.
public struct FusionFitting: Sendable {
  /// The level that is fitted.
  public let level: ComparisonLevel
  private let comparator: Comparator

  /// L2 penalty on the weights of standardised features. 30: equal within noise.
  private static let penalty = 3.0
  /// Share of impostors, the hardest, in the second fit.
  private static let hardShare = 0.25
  /// Newton steps of each fit; eight change nothing any more.
  private static let steps = 12

  /// One comparison: features of an alignment, none where there was no alignment.
  public struct Sample: Sendable {
    /// Whether both templates are of one finger.
    public let isGenuine: Bool
    fileprivate let features: [Double]?
  }

  /// Weights of the features in their own units.
  public struct Fit: Sendable {
    fileprivate let weights: [Double]
    fileprivate let names: [String]

    /// The evidence of a pair; far below any other where there was no alignment.
    public func evidence(_ sample: Sample) -> Float {
      guard let features = sample.features else { return -1000 }
      return Float(zip(weights, features + [1]).reduce(0) { $0 + $1.0 * $1.1 })
    }

    /// The weights as name and value, a line each; the constant last.
    public var text: String {
      zip(names + ["constant"], weights).map { "\($0) \(($1 * 1e4).rounded() / 1e4)" }
        .joined(separator: "\n")
    }
  }

  /// Takes the level to fit and the comparator whose measurements to fit it on.
  public init(level: ComparisonLevel, comparator: Comparator) {
    self.level = level
    self.comparator = comparator
  }

  /// Measures a pair; ridge maps are always looked at.
  public func sample(
    _ probe: TemplateIndex, _ reference: TemplateIndex, isGenuine: Bool,
    workspace: ComparisonWorkspace
  ) -> Sample {
    let isSwapped = reference.content.order < probe.content.order
    let (first, second) = isSwapped ? (reference, probe) : (probe, reference)
    let level = min(level, min(first.level, second.level))
    guard case .measured(let found, _) = comparator.evidence(first, second, level, workspace) else {
      return Sample(isGenuine: isGenuine, features: nil)
    }
    let values = names.map { Double(found.features[$0]) }
    return Sample(isGenuine: isGenuine, features: values)
  }

  private var names: [ComparisonFeatures.Name] { Fusion.weights(level).terms.map(\.0) }

  /// Fits the weights; samples without an alignment take no part.
  public func fit(_ samples: [Sample]) -> Fit {
    let rows = samples.compactMap { sample in
      sample.features.map { Row(values: $0 + [1], isGenuine: sample.isGenuine) }
    }
    let scale = Standardisation(rows)
    let standard = rows.map(scale.apply)
    let first = solve(standard)
    let hardest = solve(Self.hardest(standard, first))
    return Fit(weights: scale.revert(hardest), names: names.map { "\($0)" })
  }

  private struct Row {
    var values: [Double]
    let isGenuine: Bool

    func evidence(_ weights: [Double]) -> Double {
      zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// All genuine rows and the impostors with the highest evidence.
  private static func hardest(_ rows: [Row], _ weights: [Double]) -> [Row] {
    let impostors = rows.filter { !$0.isGenuine }.map { $0.evidence(weights) }.sorted()
    guard !impostors.isEmpty else { return rows }
    let cut = impostors[Int((1 - hardShare) * Double(impostors.count - 1))]
    return rows.filter { $0.isGenuine || $0.evidence(weights) >= cut }
  }

  /// Newton's method on the penalised, balanced log loss.
  private func solve(_ rows: [Row]) -> [Double] {
    let count = rows.first?.values.count ?? 1
    let genuine = rows.filter(\.isGenuine).count
    let balance = Double(genuine) / Double(max(1, rows.count - genuine))
    var weights = [Double](repeating: 0, count: count)
    for _ in 0..<Self.steps {
      var system = LinearSystem(size: count)
      for row in rows {
        let share = 1 / (1 + Elementary.exp(-row.evidence(weights)))
        let importance = row.isGenuine ? 1 : balance
        let slope = importance * (share - (row.isGenuine ? 1 : 0))
        system.add(row.values, slope: slope, curvature: importance * share * (1 - share))
      }
      for k in 0..<count - 1 { system.add(penalty: Self.penalty, weight: weights[k], at: k) }
      let step = system.solution()
      for k in 0..<count { weights[k] -= step[k] }
    }
    return weights
  }

  /// Mean 0 and deviation 1 of every feature; the constant stays.
  private struct Standardisation {
    private var mean: [Double]
    private var deviation: [Double]

    init(_ rows: [Row]) {
      let count = rows.first?.values.count ?? 1
      let n = Double(max(1, rows.count))
      mean = (0..<count).map { k in rows.reduce(0) { $0 + $1.values[k] } / n }
      deviation = [Double](repeating: 1, count: count)
      for k in 0..<count - 1 {
        let squares = rows.reduce(0) { sum, row in
          sum + (row.values[k] - mean[k]) * (row.values[k] - mean[k])
        }
        deviation[k] = max(1e-9, (squares / n).squareRoot())
      }
      mean[count - 1] = 0
    }

    func apply(_ row: Row) -> Row {
      var row = row
      for k in row.values.indices { row.values[k] = (row.values[k] - mean[k]) / deviation[k] }
      return row
    }

    func revert(_ weights: [Double]) -> [Double] {
      var own = zip(weights, deviation).map { $0 / $1 }
      let shift = zip(own.dropLast(), mean).reduce(0) { $0 + $1.0 * $1.1 }
      own[own.count - 1] -= shift
      return own
    }
  }
}

/// Normal equations of a Newton step, solved by elimination with pivoting.
private struct LinearSystem {
  private var matrix: [[Double]]

  init(size: Int) {
    matrix = [[Double]](repeating: [Double](repeating: 0, count: size + 1), count: size)
  }

  mutating func add(_ values: [Double], slope: Double, curvature: Double) {
    let size = values.count
    for i in 0..<size {
      let scaled = curvature * values[i]
      for j in 0..<size { matrix[i][j] += scaled * values[j] }
      matrix[i][size] += slope * values[i]
    }
  }

  mutating func add(penalty: Double, weight: Double, at k: Int) {
    matrix[k][k] += penalty
    matrix[k][matrix.count] += penalty * weight
  }

  func solution() -> [Double] {
    var m = matrix
    let size = m.count
    for k in 0..<size {
      m[k][k] += 1e-9
      let pivot = (k..<size).max { abs(m[$0][k]) < abs(m[$1][k]) } ?? k
      m.swapAt(k, pivot)
      for row in 0..<size where row != k {
        let factor = m[row][k] / m[k][k]
        for column in k...size { m[row][column] -= factor * m[k][column] }
      }
    }
    return (0..<size).map { m[$0][size] / m[$0][$0] }
  }
}
