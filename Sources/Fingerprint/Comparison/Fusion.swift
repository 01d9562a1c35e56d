// SPDX-License-Identifier: Apache-2.0

/// Turns what was measured of a pair into one figure: a linear discriminant per level.
enum Fusion {
  /// What speaks for one finger rather than two, in no unit; see `ScoreScale`.
  static func evidence(_ features: ComparisonFeatures, _ level: ComparisonLevel) -> Float {
    let weights = weights(level)
    var sum = weights.constant
    for (name, weight) in weights.terms { sum += weight * features[name] }
    return sum
  }

  static func weights(_ level: ComparisonLevel) -> FusionWeights {
    switch level {
    case .minutiae: .minutiae
    case .orientation: .orientation
    case .ridges: .ridges
    }
  }
}

/// Weights of the features of one level.
struct FusionWeights: Sendable {
  let terms: [(ComparisonFeatures.Name, Float)]
  let constant: Float

  // Logistic regression with L2 = 3 on standardised features, classes balanced, fitted again on the
  // hardest quarter of impostors. Data: this library's extraction of fvc2002_db1b, fvc2002_db2b,
  // fvc2002_db4b and fvc2004_db2b, each as it is, cropped to small sensors, bent, degraded (dry,
  // wet, soft, patchy), and bent and degraded: 5,600 genuine and 57,600 impostor pairs. The same fit
  // on the four folders as they are, `sinhtrac evaluate --fit`, gives weights of the same size that
  // err more on the folder left out.
  static let minutiae = FusionWeights(
    terms: [
      (.pairs, 1.628), (.share, 11.49), (.likelihood, 1.466), (.similarity, -3.466),
      (.distance, -0.4957), (.turn, -0.2263), (.kind, 0.9159),
    ], constant: -6.745)
  static let orientation = FusionWeights(
    terms: [
      (.pairs, 1.730), (.share, 11.37), (.likelihood, 0.7308), (.similarity, 18.84),
      (.distance, -0.497), (.turn, -0.118), (.kind, 1.111),
    ], constant: -15.66)
  static let ridges = FusionWeights(
    terms: [
      (.pairs, 2.305), (.share, 5.327), (.likelihood, 1.181), (.distance, -0.2699),
      (.overlap, -2.073), (.ridges, 30.26), (.correlation, -1.739),
    ], constant: -4.176)
}
