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
  // hardest quarter of impostors: `sinhtrac evaluate --fit` on fvc2002_db1b, fvc2002_db2b, fvc2002_db4b
  // and fvc2004_db2b, each as it is and altered in four ways (`ImpressionAlteration`), 5,600 genuine
  // and 57,600 impostor pairs.
  static let minutiae = FusionWeights(
    terms: [
      (.pairs, 1.3521), (.share, 9.476), (.likelihood, 0.8342), (.similarity, 3.9547),
      (.distance, -0.4597), (.turn, -0.2078), (.kind, 0.6144),
    ], constant: -7.4566)
  static let orientation = FusionWeights(
    terms: [
      (.pairs, 0.8439), (.share, 10.1482), (.likelihood, 0.9987), (.similarity, 29.5579),
      (.distance, -0.4106), (.turn, 0.0464), (.kind, 1.0623),
    ], constant: -19.1759)
  static let ridges = FusionWeights(
    terms: [
      (.pairs, 0.8053), (.share, 8.6151), (.likelihood, 0.6205), (.distance, -0.308),
      (.overlap, -0.333), (.ridges, 28.6146), (.correlation, -1.1772),
    ], constant: -6.8376)
}
